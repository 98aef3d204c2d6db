package io.millrace.lake;

/**
 * What was done to which part of the lake when it went wrong; the cause decides what kind of
 * failure that is, and does not always say where.
 */
public final class LakeTrouble extends RuntimeException {

  /**
   * @param doing e.g. {@code cannot write to /data/lake/_millrace/running}
   */
  LakeTrouble(String doing, Exception cause) {
    super(doing, cause);
  }
}
