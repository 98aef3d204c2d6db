package io.github.spark_redshift_community.spark.redshift;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Stands under the connector's name, writes down how it was called, and does for a write in append
 * mode what the connector (6.6.1) is documented to do: files, a manifest, and the statements that
 * {@code ConnectorTest} of the stand-in lists. Left out when the real one is on the class path.
 */
public final class DefaultSource implements CreatableRelationProvider {

  /** One write: its mode and its options. */
  public record Call(SaveMode mode, Map<String, String> options) {}

  public static final List<Call> CALLS = new CopyOnWriteArrayList<>();

  @Override
  public BaseRelation createRelation(
      SQLContext context,
      SaveMode mode,
      scala.collection.immutable.Map<String, String> parameters,
      Dataset<Row> rows) {
    var options = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(JavaConverters.mapAsJavaMap(parameters));
    CALLS.add(new Call(mode, options));
    try {
      write(rows, options);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
    return relation(context, rows.schema());
  }

  private static void write(Dataset<Row> rows, Map<String, String> options)
      throws IOException, SQLException {
    var folder = options.get("tempdir") + "/" + UUID.randomUUID();
    rows.write()
        .format("csv")
        .option("escape", "\"")
        .option("nullValue", options.getOrDefault("csvnullstring", "@NULL@"))
        .option("ignoreLeadingWhiteSpace", "false")
        .option("ignoreTrailingWhiteSpace", "false")
        .option("compression", "gzip")
        .save(folder);
    var properties = new Properties();
    for (var name : List.of("user", "password")) {
      if (options.containsKey(name)) {
        properties.setProperty(name, options.get(name));
      }
    }
    try (var connection = DriverManager.getConnection(options.get("url"), properties)) {
      connection.setAutoCommit(false);
      for (var sql : statements(rows, options, manifest(rows, folder))) {
        try (var statement = connection.prepareStatement(sql)) {
          statement.execute();
        }
      }
      connection.commit();
    }
  }

  private static List<String> statements(
      Dataset<Row> rows, Map<String, String> options, String manifest) {
    var table = options.get("dbtable");
    var statements = new ArrayList<String>();
    statements.add(
        "CREATE TABLE IF NOT EXISTS %s (%s) DISTSTYLE EVEN"
            .formatted(table, columns(rows, name -> "\"" + name + "\" VARCHAR(256)")));
    for (var action : options.getOrDefault("preactions", "").split(";", -1)) {
      if (!action.isBlank()) {
        statements.add(action.contains("%s") ? action.formatted(table) : action);
      }
    }
    statements.add(
        "COPY %s (%s) FROM '%s' FORMAT AS CSV GZIP NULL AS '%s' manifest  %s CREDENTIALS 'aws_iam_role=%s'"
            .formatted(
                table,
                columns(rows, name -> "\"" + name + "\""),
                manifest,
                options.get("csvnullstring"),
                options.getOrDefault("extracopyoptions", ""),
                options.get("aws_iam_role")));
    return statements;
  }

  private static String columns(
      Dataset<Row> rows, java.util.function.UnaryOperator<String> written) {
    return Arrays.stream(rows.columns()).map(written).collect(Collectors.joining(", "));
  }

  private static String manifest(Dataset<Row> rows, String folder) throws IOException {
    var path = new Path(folder);
    var files = path.getFileSystem(rows.sparkSession().sessionState().newHadoopConf());
    var entries = new ArrayList<String>();
    for (var file : files.listStatus(path)) {
      if (file.getPath().getName().startsWith("part-")) {
        entries.add(
            "{\"url\":\"%s\", \"mandatory\":true}"
                .formatted(file.getPath().toString().replaceFirst("^s3a:", "s3:")));
      }
    }
    var manifest = files.makeQualified(new Path(path, "manifest.json"));
    try (var out = files.create(manifest)) {
      out.writeBytes("{\"entries\": [" + String.join(", ", entries) + "]}");
    }
    return manifest.toString().replaceFirst("^s3a:", "s3:");
  }

  private static BaseRelation relation(SQLContext context, StructType schema) {
    return new BaseRelation() {
      @Override
      public SQLContext sqlContext() {
        return context;
      }

      @Override
      public StructType schema() {
        return schema;
      }
    };
  }
}
