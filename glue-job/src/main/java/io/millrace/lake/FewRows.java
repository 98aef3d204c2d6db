package io.millrace.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.mutable.ArrayBuffer;

/** A few rows of a table, written and read by the driver itself: a Spark job costs more. */
record FewRows(List<Row> rows, StructType schema) {

  private static final scala.collection.immutable.Map<String, String> ROW_BY_ROW =
      scala.collection.immutable.Map$.MODULE$
          .<String, String>empty()
          .updated("returning_batch", "false");

  /** So many files are read one after the other; tasks read more of them at once. */
  private static final int MOST_FILES = 8;

  /**
   * The rows of a table that lies in a few files and is not partitioned; empty of any other.
   *
   * @param schema the columns that are wanted; one that the table does not have is null
   */
  static Optional<List<Row>> read(DeltaFolder folder, StructType schema) {
    var snapshot = folder.snapshot();
    return FewFiles.named(snapshot)
        .filter(files -> files.size() <= MOST_FILES && isPlain(snapshot))
        .map(files -> read(folder, snapshot, files, schema));
  }

  /** Neither partitions nor what the first protocol does not know: marked rows, mapped columns. */
  private static boolean isPlain(Snapshot snapshot) {
    return snapshot.metadata().partitionSchema().isEmpty()
        && snapshot.protocol().minReaderVersion() == 1;
  }

  private static List<Row> read(
      DeltaFolder folder, Snapshot snapshot, List<AddFile> files, StructType schema) {
    var reader =
        new ParquetFileFormat()
            .buildReaderWithPartitionValues(
                folder.spark(),
                snapshot.schema().asNullable(),
                new StructType(),
                schema,
                JavaConverters.asScalaBuffer(List.<Filter>of()),
                ROW_BY_ROW,
                folder.spark().sessionState().newHadoopConf());
    var converter = CatalystTypeConverters.createToScalaConverter(schema);
    var rows = new ArrayList<Row>();
    for (var file : files) {
      var stored = reader.apply(whole(folder, file));
      while (stored.hasNext()) {
        rows.add((Row) converter.apply(stored.next()));
      }
    }
    return rows;
  }

  private static PartitionedFile whole(DeltaFolder folder, AddFile file) {
    var path = SparkPath.fromPath(new Path(new Path(folder.folder().text()), file.toPath()));
    return new PartitionedFile(
        InternalRow.empty(),
        path,
        0,
        file.size(),
        new String[0],
        file.modificationTime(),
        file.size(),
        scala.collection.immutable.Map$.MODULE$.empty());
  }

  /** Adds them in one commit; the table comes with the first, and its new columns with theirs. */
  void append(DeltaFolder folder) {
    var transaction = folder.begin();
    boolean isNew = transaction.readVersion() < 0;
    var stored = isNew ? new StructType() : transaction.metadata().schema();
    var missing = DeltaFolder.missing(stored, schema);
    if (!missing.isEmpty()) {
      for (var field : missing) {
        stored = stored.add(field);
      }
      transaction.updateMetadata(
          isNew ? begun(stored) : extended(transaction.metadata(), stored), false);
    }
    var actions = new ArrayBuffer<Action>();
    try {
      actions.$plus$eq(written(folder));
    } catch (IOException e) {
      throw new LakeTrouble("cannot write to " + folder.folder(), e);
    }
    folder.commit(
        transaction,
        actions,
        new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
  }

  private static Metadata begun(StructType columns) {
    return new Metadata(
        UUID.randomUUID().toString(),
        null,
        null,
        new Format("parquet", scala.collection.immutable.Map$.MODULE$.empty()),
        columns.json(),
        JavaConverters.<String>asScalaBuffer(List.of()).toList(),
        scala.collection.immutable.Map$.MODULE$.empty(),
        Option.apply(System.currentTimeMillis()));
  }

  private static Metadata extended(Metadata before, StructType columns) {
    return new Metadata(
        before.id(),
        before.name(),
        before.description(),
        before.format(),
        columns.json(),
        before.partitionColumns(),
        before.configuration(),
        before.createdTime());
  }

  private AddFile written(DeltaFolder folder) throws IOException {
    var spark = folder.spark();
    var job = Job.getInstance(spark.sessionState().newHadoopConf());
    var format =
        new ParquetFileFormat()
            .prepareWrite(spark, job, scala.collection.immutable.Map$.MODULE$.empty(), schema);
    var context = new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
    var name = "part-00000-" + UUID.randomUUID() + format.getFileExtension(context);
    var path = new Path(folder.folder().text(), name);
    var writer = format.newInstance(path.toString(), schema, context);
    try {
      var converter = CatalystTypeConverters.createToCatalystConverter(schema);
      rows.forEach(row -> writer.write((InternalRow) converter.apply(row)));
    } finally {
      writer.close();
    }
    var file = path.getFileSystem(job.getConfiguration()).getFileStatus(path);
    return new AddFile(
        name,
        scala.collection.immutable.Map$.MODULE$.empty(),
        file.getLen(),
        file.getModificationTime(),
        true,
        "{\"numRecords\":%d}".formatted(rows.size()),
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty());
  }
}
