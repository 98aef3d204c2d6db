package io.millrace.lake;

import static org.apache.spark.sql.functions.col;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.mutable.ArrayBuffer;

/**
 * One commit of a change log that lets some of its rows stand otherwise: it brings no row and loses
 * none.
 *
 * @param version the commit that the new rows were computed from
 */
record Restatement(DeltaFolder folder, long version) {

  private static final String STORED_IN = "_stored_in";
  private static final String APPLICATION = "millrace/restated";
  private static final List<String> PLACE = List.of(Technical.BATCH, Technical.FILE, Technical.ROW);

  static Dataset<Row> located(DeltaFolder folder) {
    return folder.read().withColumn(STORED_IN, col("_metadata.file_name"));
  }

  static long number(DeltaFolder folder) {
    return DeltaFolder.marks(folder.snapshot()).getOrDefault(APPLICATION, 0L);
  }

  void apply(Dataset<Row> rows) {
    var transaction = folder.begin();
    transaction.readTheWholeTable_$eq(true);
    if (transaction.readVersion() != version) {
      throw new Failure(
          Failure.Kind.TRANSIENT,
          folder.folder() + " was written to by somebody else meanwhile; nothing has changed");
    }
    var names =
        rows.select(STORED_IN).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    var old =
        transaction.snapshot().allFiles().collectAsList().stream()
            .filter(file -> names.contains(new Path(file.path()).getName()))
            .toList();
    var fresh = rows.drop(STORED_IN);
    var kept = kept(transaction, old, fresh);
    boolean isWhole = old.size() == transaction.snapshot().numOfFiles() && kept.isEmpty();
    evolve(transaction, fresh.schema(), isWhole);
    var written = transaction.writeFiles(kept.unionByName(fresh, true));
    balance(old, written);
    folder.fence().check();
    commit(transaction, old, written);
  }

  private Dataset<Row> kept(
      OptimisticTransaction transaction, List<AddFile> old, Dataset<Row> fresh) {
    var files = JavaConverters.asScalaBuffer(old);
    var places =
        fresh.select(
            PLACE.stream().map(name -> col(name)).toArray(org.apache.spark.sql.Column[]::new));
    return folder
        .log()
        .createDataFrame(transaction.snapshot(), files, false, Option.empty())
        .join(places, JavaConverters.asScalaBuffer(PLACE), "left_anti");
  }

  /** New columns come with the rows; a column of another type only where every row is restated. */
  private void evolve(OptimisticTransaction transaction, StructType wanted, boolean isWhole) {
    var before = transaction.metadata();
    var schema = new StructType();
    var retyped = new ArrayList<String>();
    for (var field : before.schema().fields()) {
      var now = same(field, wanted);
      if (!now.dataType().sameType(field.dataType())) {
        retyped.add(
            "%s from %s to %s"
                .formatted(field.name(), field.dataType().sql(), now.dataType().sql()));
      }
      schema = schema.add(field.name(), now.dataType().asNullable(), true, field.metadata());
    }
    if (!retyped.isEmpty() && !isWhole) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "%s would change its type (%s), which takes every row of %s to be read again: reprocess all of the table, or declare the column as it was. Nothing has changed"
              .formatted(
                  retyped.size() == 1 ? "a column" : "columns",
                  String.join(", ", retyped).toLowerCase(java.util.Locale.ROOT),
                  folder.folder()));
    }
    for (var field : DeltaFolder.missing(schema, wanted)) {
      schema = schema.add(field);
    }
    if (!schema.equals(before.schema())) {
      transaction.updateMetadata(
          new Metadata(
              before.id(),
              before.name(),
              before.description(),
              before.format(),
              schema.json(),
              before.partitionColumns(),
              before.configuration(),
              before.createdTime()),
          false);
    }
  }

  private static StructField same(StructField field, StructType wanted) {
    return Arrays.stream(wanted.fields())
        .filter(other -> other.name().equalsIgnoreCase(field.name()))
        .findFirst()
        .orElse(field);
  }

  /** Counted from the files, the old ones and those that take their place. */
  private void balance(List<AddFile> old, Seq<FileAction> written) {
    long before = old.stream().mapToLong(Restatement::rows).sum();
    long after =
        JavaConverters.seqAsJavaList(written).stream()
            .mapToLong(action -> action instanceof AddFile file ? rows(file) : 0)
            .sum();
    if (before != after) {
      throw new Failure(
          Failure.Kind.DEFECT,
          "%s does not balance: of %d rows, %d would be left. Nothing has changed"
              .formatted(folder.folder(), before, after));
    }
  }

  private static long rows(AddFile file) {
    return (Long) file.numLogicalRecords().get();
  }

  private void commit(
      OptimisticTransaction transaction, List<AddFile> old, Seq<FileAction> written) {
    long number = DeltaFolder.marks(transaction.snapshot()).getOrDefault(APPLICATION, 0L);
    var actions = new ArrayBuffer<Action>();
    actions.$plus$eq(new SetTransaction(APPLICATION, number + 1, Option.empty()));
    old.forEach(file -> actions.$plus$eq(file.remove()));
    JavaConverters.seqAsJavaList(written).forEach(actions::$plus$eq);
    folder.commit(
        transaction,
        actions,
        new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
  }
}
