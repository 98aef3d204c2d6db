package io.millrace.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
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

  private final DeltaFolder folder;
  private final OptimisticTransaction transaction;
  private final boolean changesMetadata;
  private Origin origin;

  TableCommit(DeltaFolder folder, StructType columns, Origin origin) {
    this.folder = folder;
    this.transaction = folder.log().startTransaction(Option.empty(), Option.empty());
    this.origin = origin;
    transaction.readTheWholeTable_$eq(true);
    var before = transaction.metadata();
    var evolved = evolved(before, columns);
    this.changesMetadata = isNew() || !evolved.equals(before);
    if (changesMetadata) {
      transaction.updateMetadata(evolved, false);
    }
  }

  private boolean isNew() {
    return transaction.readVersion() < 0;
  }

  private Metadata evolved(Metadata before, StructType columns) {
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
        before.partitionColumns(),
        properties,
        isNew() ? Option.apply(System.currentTimeMillis()) : before.createdTime());
  }

  private static StructType stamped(StructType columns) {
    return columns.add(io.millrace.pipeline.Technical.SEQUENCE, "bigint");
  }

  /** Marks the commit as one that changes rows. */
  void changing(long sequence, boolean loses) {
    origin = origin.changedBy(sequence, loses);
  }

  /** Adds rows; says how many. */
  long append(Dataset<Row> rows) {
    var written = transaction.writeFiles(rows);
    commit(written);
    return JavaConverters.seqAsJavaList(written).stream()
        .mapToLong(action -> action instanceof AddFile file ? rows(file) : 0)
        .sum();
  }

  private static long rows(AddFile file) {
    return (Long) file.numLogicalRecords().get();
  }

  /** Puts rows, and what is to be kept of some files, in the place of those files. */
  void replace(List<String> files, UnaryOperator<Dataset<Row>> kept, Dataset<Row> rows) {
    var old = files(Set.copyOf(files));
    var result = rows;
    if (!old.isEmpty()) {
      var stored =
          folder
              .log()
              .createDataFrame(
                  transaction.snapshot(), JavaConverters.asScalaBuffer(old), false, Option.empty());
      result = kept.apply(stored).unionByName(rows, true);
    }
    var actions = new ArrayBuffer<FileAction>();
    old.forEach(file -> actions.$plus$eq(file.remove()));
    JavaConverters.seqAsJavaList(transaction.writeFiles(result)).forEach(actions::$plus$eq);
    commit(actions);
  }

  private List<AddFile> files(Set<String> names) {
    var found = new ArrayList<AddFile>();
    for (var file : DeltaFolder.files(transaction.snapshot())) {
      if (names.contains(new Path(file.path()).getName())) {
        found.add(file);
      }
    }
    return found;
  }

  /** Keeps what the rows were computed from, where that is new. */
  void unchanged() {
    if (changesMetadata || !Origin.of(transaction.snapshot()).covers(origin)) {
      commit(new ArrayBuffer<>());
    }
  }

  private void commit(Seq<FileAction> files) {
    var actions = new ArrayBuffer<Action>();
    origin
        .marks()
        .forEach((name, mark) -> actions.$plus$eq(new SetTransaction(name, mark, Option.empty())));
    JavaConverters.seqAsJavaList(files).forEach(actions::$plus$eq);
    folder.commit(
        transaction,
        actions,
        new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
  }
}
