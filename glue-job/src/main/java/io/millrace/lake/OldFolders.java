package io.millrace.lake;

import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Folders below one that are removed when they are old.
 *
 * @param names those that are ours; whatever else lies there is somebody else's
 */
public record OldFolders(Location location, Pattern names, Configuration hadoop, Fence fence) {

  /** Removes the folders of which no file is younger than this; says how many. */
  public long remove(Duration after) {
    var folder = new Path(location.text());
    long before = Instant.now().minus(after).toEpochMilli();
    long removed = 0;
    try {
      var files = folder.getFileSystem(hadoop);
      if (files.exists(folder)) {
        for (var child : files.listStatus(folder)) {
          if (names.matcher(child.getPath().getName()).matches() && isOld(files, child, before)) {
            // Who has lost the lake must not take away what the next one is loading from.
            fence.check();
            files.delete(child.getPath(), true);
            removed++;
          }
        }
      }
      return removed;
    } catch (IOException e) {
      throw new LakeTrouble("cannot clean up " + folder, e);
    }
  }

  private static boolean isOld(FileSystem files, FileStatus child, long before) throws IOException {
    if (child.isDirectory()) {
      var listing = files.listFiles(child.getPath(), true);
      while (listing.hasNext()) {
        if (listing.next().getModificationTime() >= before) {
          return false;
        }
      }
    }
    return child.getModificationTime() < before;
  }
}
