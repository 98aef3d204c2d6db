package io.millrace.cdc;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A file that DMS wrote; one with another size or modification time is another file.
 *
 * @param path the whole path
 * @param file the path below the source's folder, which is what the change log keeps
 */
public record SourceFile(String path, String file, long size, Instant modified) {

  // DMS counts load files in hexadecimal; a parallel load puts SEGMENTn_ before the name.
  private static final Pattern LOAD =
      Pattern.compile("(?:SEGMENT\\d+_)?LOAD[0-9A-F]{8}\\.parquet", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANGES =
      Pattern.compile("\\d{8}-\\d{9,10}\\.parquet", Pattern.CASE_INSENSITIVE);

  /** What a file's name says it holds. */
  public enum Kind {
    LOAD,
    CHANGES,
    UNKNOWN
  }

  public String name() {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  public Kind kind() {
    if (LOAD.matcher(name()).matches()) {
      return Kind.LOAD;
    }
    return CHANGES.matcher(name()).matches() ? Kind.CHANGES : Kind.UNKNOWN;
  }
}
