package io.millrace.redshiftlocal.postgres;

import java.util.Locale;

/** Which PostgreSQL stands behind the stand-in. */
public enum Mode {
  /** A server of our own, from binaries on the class path. */
  EMBEDDED,
  /** A server in a container, or none at all. */
  TESTCONTAINERS,
  /**
   * In a container when an engine and the image are there, else embedded; it says which and why.
   */
  AUTO;

  public static Mode parse(String text) {
    try {
      return valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "redshift.local must be embedded, testcontainers or auto, not '" + text + "'", unknown);
    }
  }
}
