package io.millrace.cdc;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.to_timestamp;

import io.millrace.pipeline.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;

/**
 * Where the processed files of one source lie, each at a place that follows from what it is: {@code
 * year=2026/month=01/20260105T101500123Z-2048/LOAD00000001.parquet}. The folder above a file's own
 * path tells when it was modified and its size, so that files of one name never meet.
 */
public final class ArchiveFolder {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("'year='uuuu/'month='MM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String OF_A_FILE = "/year=\\d+/month=\\d\\d/(\\d{8}T\\d{9})Z-\\d+/";

  private final Path folder;
  private final Configuration hadoop;

  private ArchiveFolder(Path folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  public static ArchiveFolder of(Location archive, String source, Configuration hadoop) {
    return new ArchiveFolder(new Path(archive.child(source).text()), hadoop);
  }

  /** The place of a file: by the month in which DMS began it or, of a load, wrote it. */
  public Path place(SourceFile file) {
    Instant own = file.written().orElse(file.modified());
    var identity = MODIFIED.format(file.modified()) + "-" + file.size();
    return new Path(folder, MONTH.format(own) + "/" + identity + "/" + file.file());
  }

  /** Whether all of a file is there. */
  public boolean has(SourceFile file) throws IOException {
    var place = place(file);
    try {
      return place.getFileSystem(hadoop).getFileStatus(place).getLen() == file.size();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * Moves a file to its place. One that was copied and not yet deleted when a run was killed is
   * only deleted; half a copy is made anew.
   */
  public void take(SourceFile file) throws IOException {
    var from = new Path(file.path());
    var place = place(file);
    var source = from.getFileSystem(hadoop);
    var store = place.getFileSystem(hadoop);
    if (!has(file)) {
      if (!isSame(source, from, file)) {
        // Overwritten since it was read: what was read is gone, and this is another file.
        return;
      }
      store.delete(place, false);
      store.mkdirs(place.getParent());
      moved(source, from, store, place, file);
    }
    if (isSame(source, from, file)) {
      source.delete(from, false);
    }
  }

  /**
   * What a store still finds fault with once the file is there, such as empty folders, is not ours.
   */
  private void moved(FileSystem source, Path from, FileSystem store, Path place, SourceFile file)
      throws IOException {
    try {
      move(source, from, store, place);
    } catch (IOException e) {
      if (!has(file)) {
        throw e;
      }
    }
    if (!has(file)) {
      throw new IOException("the copy at " + place + " is not whole");
    }
  }

  /** Within one store its own rename, which sends no byte through here. */
  private void move(FileSystem source, Path from, FileSystem store, Path place) throws IOException {
    if (!source.getUri().equals(store.getUri()) || !source.rename(from, place)) {
      FileUtil.copy(source, from, store, place, false, false, hadoop);
    }
  }

  private static boolean isSame(FileSystem source, Path from, SourceFile file) throws IOException {
    try {
      FileStatus there = source.getFileStatus(from);
      return there.getLen() == file.size()
          && there.getModificationTime() == file.modified().toEpochMilli();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** When a file of the archive was modified before it came there; null of any other. */
  static Column modified(Column path) {
    var told = nullif(regexp_extract(path, OF_A_FILE, 1), lit(""));
    return to_timestamp(told, "yyyyMMdd'T'HHmmssSSS");
  }
}
