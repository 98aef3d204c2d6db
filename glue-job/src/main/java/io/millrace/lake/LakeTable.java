package io.millrace.lake;

import static org.apache.spark.sql.functions.col;

import io.millrace.pipeline.DataSize;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Any Delta table of a lake, as whoever keeps its files sees it.
 *
 * @param name its path below the lake, such as {@code dimensions/dim_customer}
 */
public record LakeTable(SparkSession spark, Location root, String name, Fence fence) {

  private static final String LOG = "_delta_log";
  private static final Pattern DRAFT = Pattern.compile("\\..+\\.tmp");
  private static final int DEEPEST = 5;

  /** Large folders below {@code _millrace} that hold none. */
  private static final Set<String> NO_TABLES =
      Set.of("redshift-local", "temp", "reports", "metrics");

  /** Every table below a lake's root, whoever made it. */
  static List<LakeTable> below(SparkSession spark, Location root, Fence fence) {
    var found = new ArrayList<LakeTable>();
    var path = new Path(root.text());
    try {
      var files = path.getFileSystem(spark.sessionState().newHadoopConf());
      if (files.exists(path)) {
        find(files, path, "", found, new Lake(spark, root, fence));
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw new LakeTrouble("cannot list " + root, e);
    }
  }

  private static void find(
      FileSystem files, Path folder, String name, List<LakeTable> found, Lake lake)
      throws IOException {
    if (files.exists(new Path(folder, LOG))) {
      found.add(new LakeTable(lake.spark(), lake.root(), name, lake.fence()));
    } else if (name.split("/", -1).length < DEEPEST) {
      for (var child : files.listStatus(folder)) {
        var below = child.getPath().getName();
        if (child.isDirectory() && !NO_TABLES.contains(below)) {
          find(files, child.getPath(), name.isEmpty() ? below : name + "/" + below, found, lake);
        }
      }
    }
  }

  /**
   * Puts small files together where there are so many of them.
   *
   * @param layout the columns by whose values rows lie together; none where nobody looks for some
   */
  public Compaction.Result compact(int fewest, List<String> layout, DataSize target) {
    return new Compaction(folder(), layout, target).compact(fewest);
  }

  /** Removes the rows whose time is before this one; a table without such a column keeps all. */
  public void forget(String time, Instant before) {
    var rows = folder().read();
    if (List.of(rows.columns()).contains(time)) {
      var old = rows.col(time).lt(Timestamp.from(before));
      if (!rows.filter(old).isEmpty()) {
        fence.check();
        folder().table().delete(col(time).lt(Timestamp.from(before)));
      }
    }
  }

  /**
   * Removes files that were replaced longer ago than this, and those written that long ago of which
   * no commit came; says how many.
   */
  public long vacuum(Duration after) {
    var before = Instant.now().minus(after);
    long stray = stray(before);
    if (stray > 0) {
      fence.check();
      folder().vacuum(after);
    }
    return stray + removedDrafts(before);
  }

  /** Commits that a process was writing when it was killed: VACUUM does not look for them. */
  private long removedDrafts(Instant before) {
    var log = new Path(folder().folder().text(), LOG);
    try {
      var files = log.getFileSystem(spark.sessionState().newHadoopConf());
      long removed = 0;
      for (var file : files.listStatus(log)) {
        if (DRAFT.matcher(file.getPath().getName()).matches()
            && file.getModificationTime() < before.toEpochMilli()) {
          fence.check();
          files.delete(file.getPath(), false);
          removed++;
        }
      }
      return removed;
    } catch (IOException e) {
      throw new LakeTrouble("cannot clean up " + log, e);
    }
  }

  /** Files that the table does not consist of and that are older than this. */
  private long stray(Instant before) {
    var path = new Path(folder().folder().text());
    var wanted = new HashSet<String>();
    folder().snapshot().allFiles().collectAsList().stream()
        .map(file -> new Path(file.path()).getName())
        .forEach(wanted::add);
    try {
      var files = path.getFileSystem(spark.sessionState().newHadoopConf());
      var listing = files.listFiles(path, true);
      long stray = 0;
      while (listing.hasNext()) {
        var file = listing.next();
        boolean isData = !file.getPath().toString().contains("/" + LOG + "/");
        if (isData
            && !wanted.contains(file.getPath().getName())
            && !file.getPath().getName().startsWith(".")
            && file.getModificationTime() < before.toEpochMilli()) {
          stray++;
        }
      }
      return stray;
    } catch (IOException e) {
      throw new LakeTrouble("cannot list " + path, e);
    }
  }

  private DeltaFolder folder() {
    return new DeltaFolder(spark, root.child(name), fence);
  }
}
