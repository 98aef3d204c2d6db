package io.millrace.lake;

import io.millrace.pipeline.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.functions;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.mutable.ArrayBuffer;

/**
 * Puts a table's many small files together as few large ones, in one commit that changes no row.
 *
 * @param layout the columns by whose values rows lie together, so that whoever looks for some of
 *     them opens few files
 */
public record Compaction(DeltaFolder folder, List<String> layout, DataSize target) {

  /** How many files became how many. */
  public record Result(int files, int into) {

    public static final Result NOTHING = new Result(0, 0);

    Result and(Result other) {
      return new Result(files + other.files, into + other.into);
    }

    @Override
    public String toString() {
      return files == 0 ? "nothing to compact" : files + " files put together as " + into;
    }
  }

  /** Compacts each partition that has at least so many small files. */
  public Result compact(int fewest) {
    var transaction = folder.log().startTransaction(Option.empty(), Option.empty());
    if (numberOfFiles(transaction.snapshot()) < fewest) {
      return Result.NOTHING;
    }
    Map<String, List<AddFile>> partitions =
        JavaConverters.seqAsJavaList(transaction.filterFiles()).stream()
            .filter(file -> file.size() < target.bytes() / 2)
            .collect(
                Collectors.groupingBy(
                    file -> file.partitionValues().toString(), TreeMap::new, Collectors.toList()));
    partitions.values().removeIf(small -> small.size() < fewest);
    if (partitions.isEmpty()) {
      return Result.NOTHING;
    }
    var actions = new ArrayBuffer<Action>();
    var result = Result.NOTHING;
    for (var small : partitions.values()) {
      result = result.and(compact(small, transaction, actions));
    }
    folder.commit(transaction, actions, operation());
    return result;
  }

  private static long numberOfFiles(Snapshot snapshot) {
    return snapshot.checksumOpt().isEmpty()
        ? snapshot.numOfFiles()
        : snapshot.checksumOpt().get().numFiles();
  }

  private Result compact(
      List<AddFile> small, OptimisticTransaction transaction, ArrayBuffer<Action> actions) {
    long bytes = small.stream().mapToLong(AddFile::size).sum();
    int files = (int) Math.max(1, bytes / target.bytes());
    var rows =
        folder
            .log()
            .createDataFrame(
                transaction.snapshot(), JavaConverters.asScalaBuffer(small), false, Option.empty());
    int into = 0;
    for (var action : JavaConverters.seqAsJavaList(transaction.writeFiles(laidOut(rows, files)))) {
      if (action instanceof AddFile file) {
        actions.$plus$eq(rearranged(file));
        into++;
      }
    }
    long now = System.currentTimeMillis();
    small.forEach(file -> actions.$plus$eq(file.removeWithTimestamp(now, false)));
    return new Result(small.size(), into);
  }

  private Dataset<Row> laidOut(Dataset<Row> rows, int files) {
    var columns = layout.stream().map(functions::col).toArray(Column[]::new);
    if (layout.isEmpty()) {
      return rows.coalesce(files);
    }
    var ranges = files == 1 ? rows.coalesce(1) : rows.repartitionByRange(files, columns);
    return ranges.sortWithinPartitions(columns);
  }

  /** The same file, said to hold nothing new. */
  private static AddFile rearranged(AddFile file) {
    return new AddFile(
        file.path(),
        file.partitionValues(),
        file.size(),
        file.modificationTime(),
        false,
        file.stats(),
        file.tags(),
        file.deletionVector(),
        file.baseRowId(),
        file.defaultRowCommitVersion(),
        file.clusteringProvider());
  }

  private DeltaOperations.Operation operation() {
    Seq<String> columns = JavaConverters.asScalaBuffer(new ArrayList<>(layout));
    return new DeltaOperations.Optimize(new ArrayBuffer<>(), columns, false, Option.empty(), false);
  }
}
