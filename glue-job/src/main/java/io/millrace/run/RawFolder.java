package io.millrace.run;

import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Failure;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Whether raw is there. On a disk a folder that is not there is mistyped or not mounted; in S3 it
 * may just be empty.
 */
final class RawFolder {

  private RawFolder() {}

  /** Fails where a run would find nothing because it looks in the wrong place. */
  static void require(Environment environment, Configuration hadoop) {
    if (!environment.raw().isLocal()) {
      return;
    }
    var folder = new Path(environment.raw().text());
    try {
      var files = folder.getFileSystem(hadoop);
      if (!isFolder(files, folder)) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "%s: there is no folder %s%n    correct `raw`, or mount what belongs there; DMS's folders schema/table lie below it"
                .formatted(environment.place(), folder));
      }
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.TRANSIENT,
          "%s: cannot read %s: %s".formatted(environment.place(), folder, e.getMessage()),
          e);
    }
  }

  private static boolean isFolder(FileSystem files, Path folder) throws IOException {
    return files.exists(folder) && files.getFileStatus(folder).isDirectory();
  }
}
