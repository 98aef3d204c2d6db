package io.millrace.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Loads with COPY over JDBC: files to a folder, a manifest of them, one statement. */
record CopyLoader(Session session, Optional<String> role) implements Loader {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void load(Rows rows) {
    write(rows);
    session.execute(Sql.of("truncate", Map.of("staging", rows.staging())));
    try {
      var folder = new Path(rows.folder().text());
      var files = folder.getFileSystem(rows.rows().sparkSession().sessionState().newHadoopConf());
      var manifest = manifest(files, folder);
      if (manifest.isPresent()) {
        copy(rows, manifest.get());
      }
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.TRANSIENT, "cannot write " + rows.folder() + ": " + e.getMessage(), e);
    }
  }

  private void copy(Rows rows, String manifest) {
    try {
      session.execute(
          Sql.of(
              "copy",
              Map.of(
                  "staging",
                  rows.staging(),
                  "columns",
                  Names.list(Arrays.asList(rows.rows().columns())),
                  "manifest",
                  manifest,
                  "null",
                  rows.nullWord(),
                  "role",
                  role.map(arn -> "'" + arn + "'").orElse("default"))));
    } catch (Failure e) {
      throw e.kind() == Failure.Kind.TRANSIENT ? e : LoadError.of(session, rows.staging(), e);
    }
  }

  private static void write(Rows rows) {
    rows.rows()
        .write()
        .mode("overwrite")
        .option("compression", "gzip")
        .option("nullValue", rows.nullWord())
        .option("emptyValue", "")
        .option("escape", "\"")
        // Spark would trim what it writes.
        .option("ignoreLeadingWhiteSpace", "false")
        .option("ignoreTrailingWhiteSpace", "false")
        .csv(rows.folder().text());
  }

  private static Optional<String> manifest(FileSystem files, Path folder) throws IOException {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (var file : files.listStatus(folder)) {
      if (file.getPath().getName().startsWith("part-") && file.getLen() > 0) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("url", url(file.getPath()));
        entry.put("mandatory", true);
        entries.add(entry);
      }
    }
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    var manifest = new Path(folder, "manifest.json");
    try (var out = files.create(manifest, true)) {
      out.write(JSON.writeValueAsBytes(Map.of("entries", entries)));
    }
    return Optional.of(url(files.makeQualified(manifest)));
  }

  /** Redshift knows S3 by one scheme alone. */
  private static String url(Path path) {
    return path.toString().replaceFirst("^s3[an]://", "s3://");
  }
}
