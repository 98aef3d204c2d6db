package io.millrace;

import io.millrace.pipeline.Failure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Brings a pipeline's files to this machine, where Glue or a cluster keeps them elsewhere. */
public final class ConfigurationFolder {

  private static final List<String> PARTS = List.of("table-configs", "rules");

  private ConfigurationFolder() {}

  /** The folder itself when it is a local path; a copy of it when it is a URI such as s3://… */
  public static Path local(String folder) {
    if (!folder.contains("://")) {
      return Path.of(folder);
    }
    try {
      var copy = Files.createTempDirectory("millrace-config");
      var remote = new org.apache.hadoop.fs.Path(folder);
      var hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
      try (var files = FileSystem.newInstance(URI.create(folder), hadoop)) {
        for (var part : PARTS) {
          var there = new org.apache.hadoop.fs.Path(remote, part);
          if (files.exists(there)) {
            files.copyToLocalFile(false, there, new org.apache.hadoop.fs.Path(copy.toUri()), true);
          }
        }
      }
      if (!Files.isDirectory(copy.resolve(PARTS.get(0)))) {
        throw new FileNotFoundException("there is no table-configs/ in it");
      }
      return copy;
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "--config "
              + folder
              + ": the configuration cannot be read from there: "
              + e.getMessage()
              + (e instanceof UnsupportedFileSystemException
                  ? "\n    add the connector, for S3 e.g. with spark-submit --packages"
                      + " org.apache.hadoop:hadoop-aws:3.3.4 and --config s3a://…"
                  : "")
              + "\n    upload it with scripts/deploy, and let --config name the release that it prints",
          e);
    }
  }
}
