package io.millrace.cdc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
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
      Pattern.compile("(\\d{8})-(\\d{6})(\\d{3,4})\\.parquet", Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  /** The file, in the source's own folder, whose writing says that a full load is complete. */
  public static final String MARKER = "_SUCCESS";

  /** What a file's name says it holds. */
  public enum Kind {
    LOAD,
    CHANGES,
    UNKNOWN,
    MARKER
  }

  public String name() {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  public Kind kind() {
    if (LOAD.matcher(name()).matches()) {
      return Kind.LOAD;
    }
    if (file.equals(MARKER)) {
      return Kind.MARKER;
    }
    return CHANGES.matcher(name()).matches() ? Kind.CHANGES : Kind.UNKNOWN;
  }

  /** When DMS began a file of changes, which it puts into the name. */
  public Optional<Instant> written() {
    var name = CHANGES.matcher(name());
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      var second = Instant.from(TIME.parse(name.group(1) + name.group(2)));
      var fraction = (name.group(3) + "000000").substring(0, 9);
      return Optional.of(second.plusNanos(Long.parseLong(fraction)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
