package io.millrace.redshiftlocal.copy;

import io.millrace.redshiftlocal.sql.RedshiftError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the files of a URL lie: an S3 bucket stands for a local folder. */
public final class Locations {

  private final Map<String, Path> buckets = new ConcurrentHashMap<>();

  /** Lets {@code s3://bucket/…} and {@code s3a://bucket/…} mean what lies in this folder. */
  public void map(String bucket, Path folder) {
    buckets.put(bucket, folder.toAbsolutePath());
  }

  /** The file that a URL names, there or not. */
  Path file(String url) {
    if (url.startsWith("file:")) {
      return Path.of(URI.create(url).getPath());
    }
    var scheme = url.indexOf("://");
    if (scheme < 0 || !List.of("s3", "s3a", "s3n").contains(url.substring(0, scheme))) {
      throw RedshiftError.notEmulated("COPY from '" + url + "'; write s3://, s3a:// or file://");
    }
    var path = url.substring(scheme + 3);
    var slash = path.indexOf('/') < 0 ? path.length() : path.indexOf('/');
    var folder = buckets.get(path.substring(0, slash));
    if (folder == null) {
      throw RedshiftError.of(
          "XX000",
          "S3ServiceException:The specified bucket does not exist,Status 404,Error NoSuchBucket",
          "No folder stands for the bucket of "
              + url
              + "; start redshift-local with -Dredshift.local.buckets="
              + path.substring(0, slash)
              + "=FOLDER.");
    }
    return folder.resolve(path.substring(Math.min(slash + 1, path.length())));
  }

  /** Every file whose URL begins like this, as COPY without a manifest reads them. */
  List<Path> filesBelow(String prefix) throws IOException {
    var start = file(prefix);
    var folder = prefix.endsWith("/") ? start : start.getParent();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().startsWith(start.toString()))
          .sorted()
          .toList();
    }
  }
}
