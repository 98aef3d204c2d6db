package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.slice;

import io.millrace.pipeline.DataSize;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.mutable.ArrayBuffer;

/**
 * The change log of a source: every row that was read, where it landed and why. Partitioned by
 * status, so that a reader of accepted rows never opens another file.
 */
public final class ChangeLog {

  private final DeltaFolder folder;

  ChangeLog(SparkSession spark, Location location, Fence fence) {
    this.folder = new DeltaFolder(spark, location, fence);
  }

  public boolean exists() {
    return folder.exists();
  }

  public Dataset<Row> read() {
    return folder.read();
  }

  /** The last commit of the log; -1 before there is one. */
  public long version() {
    return folder.exists() ? folder.snapshot().version() : -1;
  }

  public long bytes() {
    return folder.exists() ? DeltaFolder.bytes(folder.snapshot()) : 0;
  }

  /**
   * The rows of these statuses that landed after a commit; empty where that cannot be told, or rows
   * went away since.
   */
  public Optional<Dataset<Row>> landedAfter(long version, Set<Status> statuses) {
    return Landed.after(version, folder, statuses);
  }

  /** The columns that the log has; none before there is one. */
  public StructType columns() {
    return folder.exists() ? folder.read().schema() : new StructType();
  }

  /** The columns of the last file that was read, as they were before the first transform. */
  public Optional<StructType> columnsRead() {
    return folder.exists()
        ? Optional.ofNullable(
                JavaConverters.mapAsJavaMap(metadata().configuration())
                    .get(LogMetadata.COLUMNS_READ))
            .map(json -> (StructType) DataType.fromJson(json))
        : Optional.empty();
  }

  private Metadata metadata() {
    return folder.log().update(false, Option.empty(), Option.empty()).metadata();
  }

  /** The last batch that has landed; 0 before the first. */
  public long lastBatch() {
    return folder.exists() ? lastBatch(folder.snapshot()) : 0;
  }

  private long lastBatch(Snapshot snapshot) {
    return DeltaFolder.marks(snapshot).getOrDefault(application(), 0L);
  }

  /** How often rows of the log have been restated. */
  public long restated() {
    return folder.exists() ? Restatement.number(folder) : 0;
  }

  /** The rows, each with the file of the log that it stands in. */
  public Dataset<Row> located() {
    return Restatement.located(folder);
  }

  /**
   * Lets rows stand otherwise: each takes the place of the one of its batch, file and row, all in
   * one commit.
   *
   * @param rows each with the file of the log that it {@linkplain #located() stands in}
   * @param version the commit that the rows were computed from
   */
  public void restate(Dataset<Row> rows, long version) {
    new Restatement(folder, version).apply(rows);
  }

  /**
   * Writes a batch's rows so that nobody sees them before they are committed; the log itself, when
   * there is none, and columns that it does not have yet come with the same commit.
   *
   * @param columnsRead the columns of the batch's last file
   * @param key the columns that rows are looked for by, beside time and batch
   */
  public Pending write(
      Dataset<Row> rows, long batch, StructType columnsRead, List<Identifier> key) {
    var transaction = folder.begin();
    // The table is read at its present version: a second commit of the batch would conflict.
    transaction.readTxn().$plus$eq(application());
    if (lastBatch(transaction.snapshot()) >= batch) {
      throw new Failure(
          Failure.Kind.TRANSIENT,
          "batch " + batch + " of " + folder.folder() + " has landed already");
    }
    LogMetadata.requireSameTypes(transaction.metadata().schema(), rows.schema(), folder.folder());
    var evolved = LogMetadata.evolved(transaction.metadata(), rows.schema(), columnsRead, key);
    if (!evolved.equals(transaction.metadata())) {
      transaction.updateMetadata(evolved, false);
    }
    return new Pending(transaction, transaction.writeFiles(rows), batch);
  }

  /** Passes a batch of which no file could be read. */
  public void pass(long batch) {
    if (folder.exists()) {
      var transaction = folder.begin();
      new Pending(transaction, new ArrayBuffer<FileAction>(), batch).commit();
    }
  }

  /** What puts the log's small files together, the rows of a key beside each other. */
  public Compaction compaction(List<Identifier> key, DataSize target) {
    return new Compaction(folder, key.stream().map(Identifier::text).toList(), target);
  }

  /** Removes files that were replaced longer ago than this. */
  public void vacuum(Duration after) {
    folder.vacuum(after);
  }

  /** The rows that wait for a row of another table. */
  public Dataset<Row> parked() {
    return read().filter(col(Technical.STATUS).equalTo(Status.PARKED.text()));
  }

  /** Whether any rows wait; told by the log's files, without a look into them. */
  public boolean hasParked() {
    return folder.exists()
        && FewFiles.named(folder.snapshot())
            .map(files -> files.stream().anyMatch(file -> isOf(file, Status.PARKED)))
            .orElseGet(() -> !parked().isEmpty());
  }

  private static boolean isOf(AddFile file, Status status) {
    return status.text().equals(file.partitionValues().apply(Technical.STATUS));
  }

  /** Accepts parked rows, named by batch, file and row, where they stand: all in one commit. */
  public void accept(Dataset<Row> places) {
    var same =
        Stream.of(places.columns())
            .map(name -> col("log." + name).equalTo(col("place." + name)))
            .reduce(col("log." + Technical.STATUS).equalTo(Status.PARKED.text()), Column::and);
    var lasting =
        filter(col("log." + Technical.VIOLATIONS), it -> it.getField("on_fail").notEqual("park"));
    folder.merge(
        folder
            .table()
            .as("log")
            .merge(places.as("place"), same)
            .whenMatched()
            .update(
                Map.of(
                    Technical.STATUS, lit(Status.ACCEPTED.text()),
                    Technical.VIOLATIONS, lasting,
                    Technical.WAITS, slice(col("log." + Technical.WAITS), 1, 0))));
  }

  private String application() {
    return "millrace/batch";
  }

  /** A batch whose rows are written but not yet part of the log. */
  public final class Pending {

    private final OptimisticTransaction transaction;
    private final Seq<FileAction> files;
    private final long batch;

    private Pending(OptimisticTransaction transaction, Seq<FileAction> files, long batch) {
      this.transaction = transaction;
      this.files = files;
      this.batch = batch;
    }

    /** How many rows landed where, counted from the files themselves. */
    public Map<Status, Long> counts() {
      var counts = new EnumMap<Status, Long>(Status.class);
      for (var action : JavaConverters.seqAsJavaList(files)) {
        if (action instanceof AddFile file) {
          var status = Status.of(file.partitionValues().apply(Technical.STATUS));
          counts.merge(status, (Long) file.numLogicalRecords().get(), Long::sum);
        }
      }
      return counts;
    }

    /** The rows that would land so. */
    public Dataset<Row> rows(Status status) {
      var paths = new ArrayList<String>();
      for (var action : JavaConverters.seqAsJavaList(files)) {
        if (action instanceof AddFile file
            && status.text().equals(file.partitionValues().apply(Technical.STATUS))) {
          paths.add(new Path(root(), file.path()).toString());
        }
      }
      var schema = transaction.metadata().schema();
      var columns =
          Arrays.stream(schema.fields())
              .filter(field -> !field.name().equals(Technical.STATUS))
              .toArray(StructField[]::new);
      return folder
          .spark()
          .read()
          .schema(new StructType(columns))
          .parquet(paths.toArray(String[]::new));
    }

    /** All rows that would land, each with its status. */
    public Dataset<Row> rows() {
      var paths = new ArrayList<String>();
      for (var action : JavaConverters.seqAsJavaList(files)) {
        if (action instanceof AddFile file) {
          paths.add(new Path(root(), file.path()).toString());
        }
      }
      var schema = transaction.metadata().schema();
      // Files without a row leave no file behind, and of a new log not even a folder.
      return paths.isEmpty()
          ? folder.spark().createDataFrame(List.of(), schema)
          : folder
              .spark()
              .read()
              .option("basePath", root().toString())
              .schema(schema)
              .parquet(paths.toArray(String[]::new));
    }

    /** The same batch with its accepted rows, and no others, landing as these say. */
    public Pending restated(Dataset<Row> accepted) {
      var written = transaction.writeFiles(accepted);
      var others = new ArrayBuffer<FileAction>();
      var replaced = new ArrayBuffer<FileAction>();
      for (var action : JavaConverters.seqAsJavaList(files)) {
        boolean isAccepted =
            action instanceof AddFile file
                && Status.ACCEPTED.text().equals(file.partitionValues().apply(Technical.STATUS));
        (isAccepted ? replaced : others).$plus$eq(action);
      }
      JavaConverters.seqAsJavaList(written).forEach(others::$plus$eq);
      remove(replaced);
      return new Pending(transaction, others, batch);
    }

    /** Takes away what was written, so that nothing of the batch is left. */
    public void abandon() {
      remove(files);
    }

    private void remove(Seq<FileAction> written) {
      try {
        var store = root().getFileSystem(folder.spark().sessionState().newHadoopConf());
        for (var action : JavaConverters.seqAsJavaList(written)) {
          if (action instanceof AddFile file) {
            store.delete(new Path(root(), file.path()), false);
          }
        }
      } catch (IOException e) {
        throw new LakeTrouble("cannot clean up " + root(), e);
      }
    }

    private Path root() {
      return new Path(folder.folder().text());
    }

    public void commit() {
      var actions = new ArrayBuffer<Action>();
      actions.$plus$eq(new SetTransaction(application(), batch, Option.empty()));
      JavaConverters.seqAsJavaList(files).forEach(actions::$plus$eq);
      var operation =
          new DeltaOperations.Write(
              SaveMode.Append, Option.empty(), Option.empty(), Option.empty());
      folder.commit(transaction, actions, operation);
    }
  }
}
