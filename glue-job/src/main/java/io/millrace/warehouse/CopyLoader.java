package io.millrace.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Loads a staging table with COPY: files to a folder, a manifest of them, one statement. */
final class CopyLoader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Session session;
  private final String role;

  CopyLoader(Session session, String role) {
    this.session = session;
    this.role = role;
  }

  /** Replaces what the staging table holds by these rows. */
  void load(Dataset<Row> rows, String staging, Location folder) {
    write(rows, folder);
    session.execute(Sql.of("truncate", Map.of("staging", staging)));
    try {
      var path = new Path(folder.text());
      var files = path.getFileSystem(rows.sparkSession().sessionState().newHadoopConf());
      var manifest = manifest(files, path);
      if (manifest.isPresent()) {
        session.execute(
            Sql.of(
                "copy",
                Map.of(
                    "staging",
                    staging,
                    "columns",
                    Arrays.stream(rows.columns())
                        .map(Ddl::quoted)
                        .collect(Collectors.joining(", ")),
                    "manifest",
                    manifest.get(),
                    "role",
                    role)));
      }
      files.delete(path, true);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.TRANSIENT, "cannot write " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void write(Dataset<Row> rows, Location folder) {
    var columns =
        Arrays.stream(rows.schema().fields()).map(CopyLoader::text).toArray(Column[]::new);
    rows.select(columns)
        .write()
        .mode("overwrite")
        .option("compression", "gzip")
        .option("nullValue", "@NULL@")
        .option("emptyValue", "")
        .option("escape", "\"")
        .option("timestampFormat", "yyyy-MM-dd HH:mm:ss.SSSSSS")
        // Spark would trim what it writes.
        .option("ignoreLeadingWhiteSpace", "false")
        .option("ignoreTrailingWhiteSpace", "false")
        .csv(folder.text());
  }

  private static Column text(StructField field) {
    var type = field.dataType();
    boolean nested =
        type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
    return nested ? to_json(col(field.name())).as(field.name()) : col(field.name());
  }

  private static java.util.Optional<String> manifest(FileSystem files, Path folder)
      throws IOException {
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
      return java.util.Optional.empty();
    }
    var manifest = new Path(folder, "manifest.json");
    try (var out = files.create(manifest, true)) {
      out.write(JSON.writeValueAsBytes(Map.of("entries", entries)));
    }
    return java.util.Optional.of(url(files.makeQualified(manifest)));
  }

  /** Redshift knows S3 by one scheme alone. */
  private static String url(Path path) {
    return path.toString().replaceFirst("^s3[an]://", "s3://");
  }
}
