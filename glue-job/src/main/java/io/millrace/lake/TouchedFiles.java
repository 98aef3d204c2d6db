package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.commands.DMLWithDeletionVectorsHelper$;
import org.apache.spark.sql.delta.commands.DeletionVectorBitmapGenerator$;
import org.apache.spark.sql.delta.commands.TouchedFileWithDV;
import org.apache.spark.sql.functions;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The files from which a commit takes rows: those that are cheaply written again, and those in
 * which the rows are marked as gone.
 */
final class TouchedFiles {

  /** Of what is mostly gone little is left to write again, and much to read past. */
  private static final double MOSTLY = 0.5;

  private final DeltaFolder folder;
  private final OptimisticTransaction transaction;
  private final List<AddFile> small = new ArrayList<>();
  private final List<AddFile> large = new ArrayList<>();

  /**
   * Those of a table.
   *
   * @param touched how many rows of a file, by its path, are to go
   */
  TouchedFiles(DeltaFolder folder, OptimisticTransaction transaction, Map<String, Long> touched) {
    this.folder = folder;
    this.transaction = transaction;
    var rows = new HashMap<String, Long>();
    touched.forEach((path, count) -> rows.put(new Path(path).getName(), count));
    var files =
        rows.isEmpty()
            ? List.<AddFile>of()
            : DeltaFolder.files(transaction.snapshot()).stream()
                .filter(file -> rows.containsKey(new Path(file.path()).getName()))
                .toList();
    boolean isLittle =
        !TableCommit.hasMarks(transaction.snapshot())
            || files.stream().mapToLong(AddFile::size).sum() <= Little.bytes(folder.spark());
    for (var file : files) {
      long physical = (Long) file.numPhysicalRecords().get();
      long gone = file.numDeletedRecords() + rows.get(new Path(file.path()).getName());
      (isLittle || gone > physical * MOSTLY ? small : large).add(file);
    }
  }

  boolean anyLarge() {
    return !large.isEmpty();
  }

  List<AddFile> small() {
    return small;
  }

  /** What is left of the small files; empty where there are none. */
  Option<Dataset<Row>> kept(Dataset<Row> replaced, List<String> key) {
    if (small.isEmpty()) {
      return Option.empty();
    }
    var stored =
        folder
            .log()
            .createDataFrame(
                transaction.snapshot(), JavaConverters.asScalaBuffer(small), false, Option.empty());
    var keys = replaced.select(key.stream().map(functions::col).toArray(Column[]::new));
    return Option.apply(stored.join(keys, JavaConverters.asScalaBuffer(key), "left_anti"));
  }

  /** The large files with a mark at each replaced row. */
  List<FileAction> marked(Dataset<Row> replaced) {
    var helper = DMLWithDeletionVectorsHelper$.MODULE$;
    Seq<AddFile> files = JavaConverters.asScalaBuffer(large);
    boolean anyMarked = large.stream().anyMatch(file -> file.deletionVector() != null);
    var named = helper.generateCandidateFileMap(folder.log().dataPath(), files);
    // By name alone: one and the same path is written with one slash here and with three there.
    var names = large.stream().map(file -> new Path(file.path()).getName()).toArray();
    var name = substring_index(col(TableCommit.STORED_IN), "/", -1);
    var rows =
        DeletionVectorBitmapGenerator$.MODULE$.buildRowIndexSetsForFilesMatchingCondition(
            folder.spark(),
            transaction,
            anyMarked,
            replaced.filter(name.isin(names)),
            files,
            lit(true).expr(),
            Option.apply(col(TableCommit.STORED_IN)),
            Option.apply(col(TableCommit.STORED_AT)));
    var touched = helper.findFilesWithMatchingRows(transaction, named, rows);
    return JavaConverters.seqAsJavaList(touched).stream().flatMap(TouchedFiles::marked).toList();
  }

  /** Delta would look up in its log what the file's entry says of its statistics. */
  private static Stream<FileAction> marked(TouchedFileWithDV touched) {
    var file = touched.fileLogEntry();
    if (touched.isFullyReplaced()) {
      return Stream.of(file.remove());
    }
    var marked = file.removeRows(touched.newDeletionVector(), true, true);
    return Stream.of(marked._1(), marked._2());
  }
}
