package io.millrace.cdc;

import io.millrace.pipeline.Location;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Staging;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** The folder that DMS writes one table to, flat or with folders below it. */
public final class SourceFolder {

  private final Place place;
  private final Path folder;
  private final FileSystem files;

  private SourceFolder(Place place, Path folder, FileSystem files) {
    this.place = place;
    this.folder = folder;
    this.files = files;
  }

  /** A source's folder below {@code raw}. */
  public static SourceFolder of(Location raw, Staging staging, Configuration hadoop) {
    var folder = new Path(raw.child(staging.source().path()).text());
    try {
      var files = folder.getFileSystem(hadoop);
      return new SourceFolder(staging.place(), files.makeQualified(folder), files);
    } catch (IOException e) {
      throw OutOfReach.of(staging.place(), folder, e);
    } catch (RuntimeException e) {
      // Hadoop names the classes of S3 and others, which need not be there.
      if (e.getCause() instanceof ClassNotFoundException missing) {
        throw OutOfReach.of(
            staging.place(), folder, new UnsupportedFileSystemException(missing.getMessage()));
      }
      throw e;
    }
  }

  /** The folder's own path, with its scheme. */
  public Path path() {
    return folder;
  }

  /**
   * Every Parquet file below the folder and the marker of a complete load in it, loads first and
   * the marker last, each by name; none if there is no folder.
   */
  public List<SourceFile> list() {
    try {
      var found = new ArrayList<SourceFile>();
      if (!files.exists(folder)) {
        return found;
      }
      RemoteIterator<LocatedFileStatus> listing = files.listFiles(folder, true);
      while (listing.hasNext()) {
        LocatedFileStatus file = listing.next();
        String below = folder.toUri().relativize(file.getPath().toUri()).getPath();
        if (isData(below)) {
          found.add(
              new SourceFile(
                  file.getPath().toString(),
                  below,
                  file.getLen(),
                  Instant.ofEpochMilli(file.getModificationTime())));
        }
      }
      found.sort(
          Comparator.comparing(SourceFile::kind)
              .thenComparing(SourceFile::name)
              .thenComparing(SourceFile::file));
      return List.copyOf(found);
    } catch (IOException e) {
      throw OutOfReach.of(place, folder, e);
    }
  }

  /** Whether DMS has ever written anything to it. */
  public boolean exists() {
    try {
      return files.exists(folder);
    } catch (IOException e) {
      throw OutOfReach.of(place, folder, e);
    }
  }

  private static boolean isData(String below) {
    if (below.equals(SourceFile.MARKER)) {
      return true;
    }
    for (String part : below.split("/", -1)) {
      if (part.startsWith("_") || part.startsWith(".") || part.startsWith("awsdms_")) {
        return false;
      }
    }
    return below.endsWith(".parquet");
  }
}
