package io.millrace.lake;

import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** A Delta table by its folder; whatever is committed to it passes the lake's fence. */
record DeltaFolder(SparkSession spark, Location folder, Fence fence) {

  boolean exists() {
    return told(() -> DeltaTable.isDeltaTable(spark, folder.text()));
  }

  /** Appends a few rows that are here already; the table comes with the first of them. */
  void append(List<Row> rows, StructType schema) {
    new FewRows(rows, schema).append(this);
  }

  /** Appends rows; the table comes with the first of them, and its new columns with theirs. */
  void append(Dataset<Row> rows) {
    fence.check();
    rows.write().format("delta").mode("append").option("mergeSchema", true).save(folder.text());
  }

  /** Commits what a transaction has written. */
  void commit(
      OptimisticTransaction transaction, Seq<Action> actions, DeltaOperations.Operation operation) {
    fence.check();
    transaction.commit(actions, operation);
  }

  /** Changes rows where they stand, in one commit. */
  void merge(DeltaMergeBuilder changes) {
    fence.check();
    changes.execute();
  }

  /**
   * Removes files that no longer belong to the table and were replaced longer ago than this; who
   * reads the table as it was before finds them gone.
   */
  void vacuum(Duration after) {
    // The configuration decides how long; one writer per lake means that no younger file is lost.
    spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
    fence.check();
    table().vacuum(after.toMinutes() / 60.0);
  }

  /** The columns that are wanted and not there, whatever their case. */
  static List<StructField> missing(StructType there, StructType wanted) {
    var names =
        Arrays.stream(there.fieldNames()).map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return Arrays.stream(nullable(wanted).fields())
        .filter(field -> !names.contains(field.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** The rows, for whom the statistics of the table's files may spare some of these. */
  Dataset<Row> read() {
    return FewFiles.ofSmall(spark, snapshot()).orElseGet(this::readByDelta);
  }

  /** The rows, for whom statistics spare no file: who looks for rows by hashes, or for all. */
  Dataset<Row> readThrough() {
    return FewFiles.rows(spark, snapshot()).orElseGet(this::readByDelta);
  }

  private Dataset<Row> readByDelta() {
    return spark.read().format("delta").load(folder.text());
  }

  /** How much there is of it: told by its checksum file, or else by a Spark job. */
  static long bytes(Snapshot snapshot) {
    var told = snapshot.checksumOpt();
    return told.isEmpty() ? snapshot.sizeInBytes() : told.get().tableSizeBytes();
  }

  /** All rows of a table, with these columns; one that the table does not have is null. */
  List<Row> rows(StructType columns) {
    return FewRows.read(this, columns).orElseGet(() -> collected(columns));
  }

  private List<Row> collected(StructType columns) {
    var rows = read();
    var there = List.of(rows.columns());
    var wanted =
        Arrays.stream(columns.fields())
            .map(
                field ->
                    there.contains(field.name())
                        ? rows.col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new);
    return rows.select(wanted).collectAsList();
  }

  DeltaTable table() {
    return DeltaTable.forPath(spark, folder.text());
  }

  DeltaLog log() {
    return told(() -> DeltaLog.forTable(spark, folder.text()));
  }

  /** The table as it is now; what it is made of is known to be readable. */
  Snapshot snapshot() {
    return told(
        () -> {
          var snapshot = log().update(false, Option.empty(), Option.empty());
          // Delta reads it only when it is asked something.
          snapshot.protocol();
          return snapshot;
        });
  }

  private <T> T told(Supplier<T> read) {
    try {
      return read.get();
    } catch (Failure | LakeTrouble e) {
      throw e;
    } catch (Exception e) {
      // Scala throws what Java would have to declare.
      throw new LakeTrouble("cannot read the Delta log of " + folder, e);
    }
  }

  /** Begins a commit, which may be the table's first. */
  OptimisticTransaction begin() {
    var log = log();
    var now = snapshot();
    return log.startTransaction(
        Option.empty(), Option.apply(now.version() < 0 ? new NoCommitYet(log) : now));
  }

  /** How far each writer says that it was: told by its checksum file, or else by a Spark job. */
  static Map<String, Long> marks(Snapshot snapshot) {
    var told =
        snapshot.checksumOpt().isEmpty()
            ? Option.<Seq<SetTransaction>>empty()
            : snapshot.checksumOpt().get().setTransactions();
    var marks = new TreeMap<String, Long>();
    for (var mark :
        JavaConverters.seqAsJavaList(told.isEmpty() ? snapshot.setTransactions() : told.get())) {
      marks.put(mark.appId(), mark.version());
    }
    return marks;
  }

  /** The files of a snapshot: told by its checksum file, or else by a Spark job. */
  static List<AddFile> files(Snapshot snapshot) {
    return FewFiles.named(snapshot).orElseGet(() -> snapshot.allFiles().collectAsList());
  }

  private static StructType nullable(StructType schema) {
    return schema.asNullable();
  }
}
