package io.millrace.pipeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which version of a file something was read from: the first digits of the name that Git gives the
 * file's content, so that {@code git log --find-object=3f2a90c1b2d4} finds the commits.
 */
public record FileVersion(String text) {

  /** What comes from no file. */
  public static final FileVersion NONE = new FileVersion("");

  private static final int DIGITS = 12;

  public static FileVersion of(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return new FileVersion(HexFormat.of().formatHex(digest.digest(content)).substring(0, DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
