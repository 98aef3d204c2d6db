package io.millrace.quality;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.DatasetCheck;
import io.millrace.pipeline.RowCheck;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The version of one check: what it says and does, not where it stands. So a gate that was
 * accepted, and a row that waits, are not touched by what changes beside their check.
 */
final class Versions {

  private static final int SHOWN = 12;

  private Versions() {}

  static String of(RowCheck check) {
    return version(check.check() + " " + check.onFail());
  }

  static String of(BeyondCheck check) {
    return version(check.relation() + " " + check.onFail());
  }

  static String of(DatasetCheck check) {
    return version(check.measure() + " " + check.onFail());
  }

  private static String version(String said) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)))
          .substring(0, SHOWN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
