package io.millrace.lake;

import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import scala.collection.JavaConverters;

/** The files that a change log took up after one of its commits. */
final class Landed {

  private final Set<String> statuses;
  private final Map<String, AddFile> files = new LinkedHashMap<>();
  private final Set<String> compacted = new HashSet<>();
  private boolean isAppend = true;

  private Landed(Set<String> statuses) {
    this.statuses = statuses;
  }

  /** The rows of these statuses; empty where rows went away, or the commits are not kept so far. */
  static Optional<Dataset<Row>> after(long version, DeltaFolder folder, Set<Status> statuses) {
    var snapshot = folder.snapshot();
    if (version < 0 || version > snapshot.version()) {
      return Optional.empty();
    }
    var landed = new Landed(Set.copyOf(statuses.stream().map(Status::text).toList()));
    long next = version + 1;
    var commits = folder.log().getChanges(next, false);
    while (commits.hasNext()) {
      var commit = commits.next();
      if ((Long) commit._1() != next++) {
        return Optional.empty();
      }
      JavaConverters.seqAsJavaList(commit._2()).forEach(landed::take);
    }
    if (next != snapshot.version() + 1 || !landed.isAppend) {
      return Optional.empty();
    }
    if (!landed.compacted.stream().allMatch(path -> isThere(folder, path))) {
      return Optional.empty();
    }
    var files = List.copyOf(landed.files.values());
    return Optional.of(FewFiles.rows(folder.spark(), snapshot, files));
  }

  /** What is compacted holds new rows among old; until it is cleaned up, the new lie apart. */
  private static boolean isThere(DeltaFolder folder, String path) {
    try {
      var file = new Path(folder.folder().text(), path);
      return file.getFileSystem(folder.spark().sessionState().newHadoopConf()).exists(file);
    } catch (IOException e) {
      throw new LakeTrouble("cannot look into " + folder.folder(), e);
    }
  }

  private void take(Action action) {
    if (action instanceof AddFile file && file.dataChange()) {
      if (isWanted(file.partitionValues())) {
        files.put(file.path(), file);
      }
    } else if (action instanceof RemoveFile file) {
      if (file.dataChange()) {
        boolean isNew = files.remove(file.path()) != null;
        boolean isKept = file.partitionValues() != null && !isWanted(file.partitionValues());
        isAppend &= isNew || isKept;
      } else if (files.containsKey(file.path())) {
        compacted.add(file.path());
      }
    }
  }

  private boolean isWanted(scala.collection.immutable.Map<String, String> partition) {
    return statuses.contains(partition.apply(Technical.STATUS));
  }
}
