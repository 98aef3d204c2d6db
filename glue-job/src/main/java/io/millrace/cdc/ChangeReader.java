package io.millrace.cdc;

import static org.apache.spark.sql.functions.lit;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a batch's files as typed changes: files of one schema and kind together, each row with its
 * place, time and operation.
 */
public final class ChangeReader {

  private static final Pattern WILD = Pattern.compile("[\\[\\]{}*?\\\\]");

  private final SparkSession spark;
  private final Staging staging;
  private final String salt;

  public ChangeReader(SparkSession spark, Staging staging, String salt) {
    this.spark = spark;
    this.staging = staging;
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
    var groups = new LinkedHashMap<Alike, List<SourceFile>>();
    var setAside = new ArrayList<SetAside>();
    var drift = new LinkedHashMap<String, Drift>();
    var last = before;
    long expected = 0;
    for (var file : batch.files()) {
      var footer = footer(file, setAside);
      if (footer.isPresent()) {
        var schema = footer.get().schema();
        groups.computeIfAbsent(Alike.of(file, schema), it -> new ArrayList<>()).add(file);
        expected += footer.get().rows();
        for (var found : Drift.between(last, schema, file.file(), staging)) {
          drift.putIfAbsent(found.column() + " " + found.what(), found);
        }
        last = Optional.of(schema);
      }
    }
    if (staging.onNewColumn() == Staging.OnNewColumn.FAIL) {
      groups.forEach(
          (alike, files) -> refuseUndeclared(alike.columns(), files.get(0).path(), batch));
    }
    var schemas = groups.keySet().stream().map(Alike::columns).distinct().toList();
    var added = new UndeclaredColumns(staging).added(schemas, log, spark);
    boolean tellsOldKeys = schemas.stream().anyMatch(this::tellsOldKeys);
    Optional<Dataset<Row>> rows =
        groups.entrySet().stream()
            .map(group -> typed(group.getKey(), group.getValue(), batch, added, tellsOldKeys))
            .reduce(Dataset::unionByName);
    return new Changes(rows, expected, last, List.copyOf(drift.values()), setAside);
  }

  /** Whether files of these columns may tell which key a row had before. */
  private boolean tellsOldKeys(StructType columns) {
    var there = FileColumns.of(columns);
    return staging.keyBefore().stream().anyMatch(name -> there.get(name.text()).isPresent());
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
    if (file.kind() == SourceFile.Kind.MARKER) {
      return Optional.empty();
    }
    if (file.kind() == SourceFile.Kind.UNKNOWN) {
      setAside.add(
          new SetAside(
              file.path(), file.file(), "its name is neither that of a load nor of changes"));
      return Optional.empty();
    }
    try {
      return Optional.of(Footer.read(file, spark.sessionState().newHadoopConf()));
    } catch (Footer.Unreadable e) {
      setAside.add(new SetAside(file.path(), file.file(), e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      if (OutOfReach.isGone(e)) {
        setAside.add(new SetAside(file.path(), file.file(), "it was listed, and has gone since"));
        return Optional.empty();
      }
      throw OutOfReach.of(staging.place(), new Path(file.path()), e);
    }
  }

  /**
   * The files that turn out to be unreadable although their footers could be read: those that have
   * gone since, and those with pages that cannot be read. Each is read alone, and one that the
   * storage gives in full is itself at fault.
   *
   * @param passes whether what went wrong is the storage's, so that another try may find the file
   *     readable: it is thrown on
   */
  public List<SetAside> corrupt(Batch batch, Predicate<Exception> passes) {
    var corrupt = new ArrayList<SetAside>();
    for (var file : batch.files()) {
      var footer = footer(file, corrupt);
      if (footer.isPresent() && !isReadable(file, footer.get(), passes) && isWhole(file)) {
        corrupt.add(
            new SetAside(
                file.path(), file.file(), "its footer is fine, but its rows cannot be read"));
      }
    }
    return corrupt;
  }

  private boolean isReadable(SourceFile file, Footer footer, Predicate<Exception> passes) {
    try {
      raw(footer.schema(), List.of(file)).write().format("noop").mode("overwrite").save();
      return true;
    } catch (Exception e) {
      if (passes.test(e)) {
        throw e;
      }
      return false;
    }
  }

  private boolean isWhole(SourceFile file) {
    var path = new Path(file.path());
    try (var bytes = path.getFileSystem(spark.sessionState().newHadoopConf()).open(path)) {
      return bytes.transferTo(OutputStream.nullOutputStream()) == file.size();
    } catch (IOException e) {
      return false;
    }
  }

  private Dataset<Row> raw(StructType schema, List<SourceFile> files) {
    var paths = files.stream().map(ChangeReader::literally).toArray(String[]::new);
    return TextForm.told(spark.read().schema(TextForm.read(schema)).parquet(paths), schema);
  }

  /**
   * A path that is no pattern. Spark's own option against patterns reads n such files n times each.
   */
  private static String literally(SourceFile file) {
    return WILD.matcher(file.path()).replaceAll("\\\\$0");
  }

  private Dataset<Row> typed(
      Alike alike,
      List<SourceFile> files,
      Batch batch,
      Map<Identifier, ColumnType> added,
      boolean tellsOldKeys) {
    var there = FileColumns.of(alike.columns());
    var values = new ReadValues(staging, there, added);
    var columns = new ArrayList<>(new Standing(staging, alike, there).columns());
    columns.add(lit(batch.number()).as(Technical.BATCH));
    columns.add(values.digest(salt));
    columns.add(values.unread());
    values.added().ifPresent(columns::add);
    if (tellsOldKeys) {
      values.keyBefore().ifPresent(columns::add);
    }
    columns.addAll(values.columns());
    return raw(alike.columns(), files).select(columns.toArray(Column[]::new));
  }
}
