package io.millrace.cdc;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import io.millrace.transform.Coercion;
import io.millrace.transform.Unread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a batch's files as typed changes: files of one schema together, each row with its place,
 * time and operation.
 */
public final class ChangeReader {

  static final String OPERATION = "op";
  private static final int WIDEST_NUMBER = 40;

  private final SparkSession spark;
  private final Staging staging;
  private final SourceFolder folder;
  private final String salt;

  public ChangeReader(SparkSession spark, Staging staging, SourceFolder folder, String salt) {
    this.spark = spark;
    this.staging = staging;
    this.folder = folder;
    this.salt = salt;
  }

  /**
   * The changes of a batch, how many rows its files say they hold, the columns of its last file,
   * how they drifted on the way there, and the files left out.
   */
  public record Changes(
      Optional<Dataset<Row>> rows,
      long expected,
      Optional<StructType> columns,
      List<Drift> drift,
      List<SetAside> setAside) {}

  /**
   * Reads a batch.
   *
   * @param before the columns of the last file of the batch before it
   * @param log the columns that the change log has
   */
  public Changes read(Batch batch, Optional<StructType> before, StructType log) {
    var groups = new LinkedHashMap<StructType, List<SourceFile>>();
    var setAside = new ArrayList<SetAside>();
    var drift = new LinkedHashMap<String, Drift>();
    var last = before;
    long expected = 0;
    for (var file : batch.files()) {
      var footer = footer(file, setAside);
      if (footer.isPresent()) {
        var schema = footer.get().schema();
        groups.computeIfAbsent(schema, columns -> new ArrayList<>()).add(file);
        expected += footer.get().rows();
        for (var found : Drift.between(last, schema, file.file(), staging)) {
          drift.putIfAbsent(found.column() + " " + found.what(), found);
        }
        last = Optional.of(schema);
      }
    }
    if (staging.onNewColumn() == Staging.OnNewColumn.FAIL) {
      groups.forEach((schema, files) -> refuseUndeclared(schema, files.get(0).path(), batch));
    }
    var added = new UndeclaredColumns(staging).added(groups.keySet(), log, spark);
    Optional<Dataset<Row>> rows =
        groups.entrySet().stream()
            .map(group -> typed(group.getKey(), group.getValue(), batch, added))
            .reduce(Dataset::unionByName);
    return new Changes(rows, expected, last, List.copyOf(drift.values()), setAside);
  }

  private void refuseUndeclared(StructType schema, String file, Batch batch) {
    var undeclared = new UndeclaredColumns(staging);
    for (var name : schema.fieldNames()) {
      if (undeclared.contains(name)) {
        throw new Failure(
            Failure.Kind.REFUSED,
            "batch %d of %s is refused: column %s of %s is not declared, which `on_new_column: fail`"
                    .formatted(batch.number(), staging.staging(), name, file)
                + " forbids. Declare it, or write `on_new_column: ignore`");
      }
    }
  }

  private Optional<Footer> footer(SourceFile file, List<SetAside> setAside) {
    if (file.kind() == SourceFile.Kind.UNKNOWN) {
      setAside.add(new SetAside(file.path(), "its name is neither that of a load nor of changes"));
      return Optional.empty();
    }
    try {
      return Optional.of(Footer.read(file, spark.sessionState().newHadoopConf()));
    } catch (Footer.Unreadable e) {
      setAside.add(new SetAside(file.path(), e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.TRANSIENT, "cannot read " + file.path() + ": " + e.getMessage(), e);
    }
  }

  private Dataset<Row> typed(
      StructType schema, List<SourceFile> files, Batch batch, Map<Identifier, ColumnType> added) {
    var raw =
        spark
            .read()
            .schema(schema)
            .parquet(files.stream().map(SourceFile::path).toArray(String[]::new));
    var there = new TreeMap<String, StructField>();
    for (var field : schema.fields()) {
      there.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field);
    }
    var coerced = coerced(there);
    var columns = new ArrayList<Column>();
    columns.add(operation(there).as(Technical.OP));
    columns.add(at(there).as(Technical.AT));
    columns.add(col("_metadata.file_name").rlike("(?i)LOAD[0-9A-F]{8}").as(Technical.LOAD));
    columns.add(position(there).as(Technical.POSITION));
    columns.add(fileBelow(folder).as(Technical.FILE));
    columns.add(col("_metadata.row_index").as(Technical.ROW));
    columns.add(lit(batch.number()).as(Technical.BATCH));
    columns.add(digest(coerced).as(Technical.DIGEST));
    var extra = extra(there, added);
    columns.add(unread(there, coerced, extra, added).as(Technical.UNREAD));
    if (!added.isEmpty()) {
      columns.add(
          struct(
                  extra.entrySet().stream()
                      .map(column -> column.getValue().value().as(column.getKey().text()))
                      .toArray(Column[]::new))
              .as(Technical.ADDED));
    }
    coerced.forEach((name, coercion) -> columns.add(coercion.value().as(name.text())));
    return raw.select(columns.toArray(Column[]::new));
  }

  /** A file's path below its source's folder; Spark and Hadoop spell the scheme differently. */
  private static Column fileBelow(SourceFolder folder) {
    String above = folder.path().toUri().getRawPath() + "/";
    Column path = col("_metadata.file_path");
    return path.substr(instr(path, above).plus(lit(above.length())), length(path));
  }

  private Map<Identifier, Coercion> coerced(Map<String, StructField> there) {
    var coerced = new LinkedHashMap<Identifier, Coercion>();
    staging
        .columns()
        .forEach(
            (name, column) ->
                coerced.put(
                    name, coercion(there.get(name.text()), column.type(), column.format())));
    return coerced;
  }

  private Map<Identifier, Coercion> extra(
      Map<String, StructField> there, Map<Identifier, ColumnType> added) {
    var coerced = new LinkedHashMap<Identifier, Coercion>();
    added.forEach(
        (name, type) ->
            coerced.put(name, coercion(there.get(name.text()), type, Optional.empty())));
    return coerced;
  }

  private Coercion coercion(StructField field, ColumnType type, Optional<String> format) {
    return field == null
        ? new Coercion(nothing(type), lit(false))
        : Coercion.of(field.name(), field.dataType(), type, format, staging.timezone());
  }

  private static Column nothing(ColumnType type) {
    return lit(null).cast(DataType.fromDDL(type.text()));
  }

  private static Column operation(Map<String, StructField> there) {
    var field = there.get(OPERATION);
    return field == null
        ? lit("I")
        : coalesce(upper(expr(Coercion.quoted(field.name())).cast("string")), lit("I"));
  }

  private Column at(Map<String, StructField> there) {
    var fileTime = col("_metadata.file_modification_time");
    return staging
        .source()
        .timestamp()
        .map(name -> there.get(name.text()))
        .map(
            field ->
                Coercion.of(
                        field.name(),
                        field.dataType(),
                        TIMESTAMP,
                        Optional.empty(),
                        staging.timezone())
                    .value())
        .orElse(fileTime);
  }

  private static final ColumnType TIMESTAMP = ColumnType.parse("timestamp");

  /** The position columns as text that sorts as they do: numbers padded, nothing first. */
  private Column position(Map<String, StructField> there) {
    var parts =
        staging.position().stream()
            .map(name -> there.get(name.text()))
            .map(field -> field == null ? lit("") : sortable(field))
            .toArray(Column[]::new);
    return array(parts).cast("array<string>");
  }

  private static Column sortable(StructField field) {
    var text = coalesce(expr(Coercion.quoted(field.name())).cast("string"), lit(""));
    return when(
            text.rlike("^\\d+$").and(length(text).leq(WIDEST_NUMBER)),
            lpad(text, WIDEST_NUMBER, "0"))
        .otherwise(text);
  }

  private Column digest(Map<Identifier, Coercion> coerced) {
    // Spark's hash passes over nulls, so each value is preceded by whether there is one.
    var content = new ArrayList<Column>();
    content.add(lit(salt));
    coerced
        .values()
        .forEach(
            coercion -> {
              content.add(coercion.value().isNull());
              content.add(coercion.value());
            });
    return xxhash64(content.toArray(Column[]::new));
  }

  private Column unread(
      Map<String, StructField> there,
      Map<Identifier, Coercion> coerced,
      Map<Identifier, Coercion> extra,
      Map<Identifier, ColumnType> added) {
    var possible = new ArrayList<Unread>();
    coerced.forEach(
        (name, coercion) ->
            unread(name, coercion, staging.columns().get(name).type(), there)
                .ifPresent(possible::add));
    extra.forEach(
        (name, coercion) ->
            unread(name, coercion, added.get(name), there).ifPresent(possible::add));
    return Unread.all(possible);
  }

  private static Optional<Unread> unread(
      Identifier name, Coercion coercion, ColumnType type, Map<String, StructField> there) {
    return Optional.ofNullable(there.get(name.text()))
        .map(field -> new Unread(name.text(), field.name(), coercion.lossy(), type.text()));
  }
}
