package io.millrace.lake;

import io.millrace.history.States;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.mutable.ArrayBuffer;

/**
 * One commit of a table: rows, columns, and what they were computed from, all or nothing. A commit
 * of somebody else in between makes it fail.
 */
final class TableCommit {

  /** The file that holds a stored row, by its path. */
  static final String STORED_IN = "_stored_in";

  /** Where in that file it stands. */
  static final String STORED_AT = "_stored_at";

  /** The property of a table in whose files rows may be marked as gone. */
  private static final String MARKS = "delta.enableDeletionVectors";

  private static final DeltaOperations.Operation OPERATION =
      new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty());

  private final DeltaFolder folder;
  private final OptimisticTransaction transaction;
  private final Metadata before;
  private final Metadata evolved;
  private Origin origin;

  TableCommit(DeltaFolder folder, StructType columns, Origin origin) {
    this.folder = folder;
    this.transaction = folder.begin();
    this.origin = origin;
    transaction.readTheWholeTable_$eq(true);
    this.before = transaction.metadata();
    this.evolved = evolved(columns);
  }

  /** Lets the table have what its commit is going to need; before anything is written. */
  private void prepare() {
    if (isNew() || !evolved.equals(before)) {
      transaction.updateMetadata(evolved, false);
    }
  }

  private boolean isNew() {
    return transaction.readVersion() < 0;
  }

  private Metadata evolved(StructType columns) {
    var schema = isNew() ? new StructType() : before.schema();
    for (var field : DeltaFolder.missing(schema, stamped(columns))) {
      schema = schema.add(field);
    }
    var properties = before.configuration();
    for (var property : origin.stored().entrySet()) {
      properties = properties.updated(property.getKey(), property.getValue());
    }
    return new Metadata(
        isNew() ? UUID.randomUUID().toString() : before.id(),
        before.name(),
        before.description(),
        isNew()
            ? new Format("parquet", scala.collection.immutable.Map$.MODULE$.empty())
            : before.format(),
        schema.json(),
        isNew() ? partitions(columns) : before.partitionColumns(),
        properties,
        isNew() ? Option.apply(System.currentTimeMillis()) : before.createdTime());
  }

  /** The latest row of each key lies apart, so that news of it finds it without the past. */
  private static Seq<String> partitions(StructType columns) {
    boolean hasPast = List.of(columns.fieldNames()).contains(States.LATEST);
    return JavaConverters.asScalaBuffer(hasPast ? List.of(States.LATEST) : List.<String>of())
        .toList();
  }

  private static StructType stamped(StructType columns) {
    return columns.add(io.millrace.pipeline.Technical.SEQUENCE, "bigint");
  }

  /** Marks the commit as one that changes rows. */
  void changing(long sequence, boolean loses) {
    origin = origin.changedBy(sequence, loses);
  }

  /** Lets rows of a table be marked as gone, where it is not little any more. */
  static void allowMarks(DeltaFolder folder) {
    var snapshot = folder.snapshot();
    if (!hasMarks(snapshot) && DeltaFolder.bytes(snapshot) > Little.bytes(folder.spark())) {
      var transaction = folder.log().startTransaction(Option.empty(), Option.empty());
      var metadata = transaction.metadata();
      transaction.updateMetadata(
          metadata.copy(
              metadata.id(),
              metadata.name(),
              metadata.description(),
              metadata.format(),
              metadata.schemaString(),
              metadata.partitionColumns(),
              metadata.configuration().updated(MARKS, "true"),
              metadata.createdTime()),
          false);
      folder.commit(transaction, new ArrayBuffer<>(), OPERATION);
    }
  }

  /** Only of such a table does Delta say where in its file a row stands. */
  static boolean hasMarks(Snapshot snapshot) {
    return snapshot.metadata().configuration().contains(MARKS);
  }

  /** Adds rows, unless {@code judge} throws when it sees them; says how many. */
  long append(Dataset<Row> rows, Consumer<Dataset<Row>> judge) {
    prepare();
    var written = transaction.writeFiles(rows);
    var paths =
        JavaConverters.seqAsJavaList(written).stream()
            .filter(AddFile.class::isInstance)
            .map(action -> new Path(folder.folder().text(), ((AddFile) action).path()).toString())
            .toArray(String[]::new);
    if (paths.length > 0) {
      judge.accept(folder.spark().read().schema(rows.schema()).parquet(paths));
    }
    commit(written);
    return JavaConverters.seqAsJavaList(written).stream()
        .mapToLong(action -> action instanceof AddFile file ? rows(file) : 0)
        .sum();
  }

  private static long rows(AddFile file) {
    return (Long) file.numLogicalRecords().get();
  }

  /**
   * Puts rows in the place of others. Small files are written again without those; in large ones
   * they are marked as gone, so that what a commit costs follows its rows and not the table.
   *
   * @param touched how many rows of a file, by its path, are to go
   * @param replaced those rows
   * @param key the columns that identify a row
   */
  void replace(
      Map<String, Long> touched, Dataset<Row> replaced, List<String> key, Dataset<Row> rows) {
    var actions = new ArrayBuffer<FileAction>();
    var files = new TouchedFiles(folder, transaction, touched);
    prepare();
    if (files.anyLarge()) {
      files.marked(replaced).forEach(actions::$plus$eq);
    }
    files.small().forEach(file -> actions.$plus$eq(file.remove()));
    var kept = files.kept(replaced, key);
    var result = kept.isDefined() ? kept.get().unionByName(rows, true) : rows;
    JavaConverters.seqAsJavaList(transaction.writeFiles(inFewFiles(result)))
        .forEach(actions::$plus$eq);
    commit(actions);
  }

  /** As many tasks write as can at once: each leaves a file behind for every reader to open. */
  private Dataset<Row> inFewFiles(Dataset<Row> rows) {
    return rows.coalesce(folder.spark().sparkContext().defaultParallelism());
  }

  /** Keeps what the rows were computed from, where that is new. */
  void unchanged() {
    prepare();
    if (isNew() || !evolved.equals(before) || !Origin.of(transaction.snapshot()).covers(origin)) {
      commit(new ArrayBuffer<>());
    }
  }

  private void commit(Seq<FileAction> files) {
    var actions = new ArrayBuffer<Action>();
    origin
        .marks()
        .forEach((name, mark) -> actions.$plus$eq(new SetTransaction(name, mark, Option.empty())));
    JavaConverters.seqAsJavaList(files).forEach(actions::$plus$eq);
    folder.commit(transaction, actions, OPERATION);
  }
}
