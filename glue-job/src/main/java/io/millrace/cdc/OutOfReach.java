package io.millrace.cdc;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Place;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Why a file or a folder cannot be reached: whether another try would help, and what would. */
final class OutOfReach {

  private static final String DENIED = "permission denied";

  private OutOfReach() {}

  /**
   * The failure of whatever needs it.
   *
   * @param place what asked for it
   */
  static Failure of(Place place, Path path, IOException e) {
    if (isDenied(e)) {
      return wrong(
          place,
          "permission to read %s is denied. Let the job's role list the folder and read its files"
              .formatted(path),
          e);
    }
    if (isNoBucket(e)) {
      return wrong(
          place, "there is no bucket %s. Correct `raw`".formatted(path.toUri().getAuthority()), e);
    }
    if (e instanceof UnsupportedFileSystemException) {
      return wrong(
          place,
          "this Spark cannot read %s://. Correct `raw`, or add the connector, for S3 e.g. with spark-submit --packages org.apache.hadoop:hadoop-aws:3.3.4"
              .formatted(path.toUri().getScheme()),
          e);
    }
    return new Failure(
        Failure.Kind.TRANSIENT,
        "%s: cannot read %s: %s%n    run it again; if it stays so, see whether the storage answers"
            .formatted(place, path, e.getMessage()),
        e);
  }

  /** Whether it was there when its folder was listed, and has gone since. */
  static boolean isGone(IOException e) {
    return (e instanceof FileNotFoundException || e instanceof NoSuchFileException)
        && !isDenied(e)
        && !isNoBucket(e);
  }

  private static boolean isDenied(IOException e) {
    // Of a local file Java says it in the words of one that is not there.
    return e instanceof AccessControlException
        || e instanceof AccessDeniedException
        || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(DENIED);
  }

  /** S3A has an exception of its own for it, which is not there where S3A is not. */
  private static boolean isNoBucket(IOException e) {
    return e.getClass().getSimpleName().equals("UnknownStoreException")
        || String.valueOf(e.getMessage()).contains("NoSuchBucket");
  }

  private static Failure wrong(Place place, String message, IOException e) {
    return new Failure(Failure.Kind.CONFIGURATION, place + ": " + message, e);
  }
}
