package io.millrace.history.reference;

import java.util.List;

/**
 * Where a fact's lookup leads: to the unknown member, or to the version of {@code key} that is
 * valid from {@code from} (null in an SCD1 dimension, which has one row a key).
 */
public record Pointer(Kind kind, List<Object> key, Long from) {

  /** What a pointer leads to. */
  public enum Kind {
    UNKNOWN,
    VERSION,
    INFERRED
  }

  static final Pointer UNKNOWN = new Pointer(Kind.UNKNOWN, null, null);

  static Pointer version(List<Object> key, Long from) {
    return new Pointer(Kind.VERSION, key, from);
  }

  static Pointer inferred(List<Object> key, Long from) {
    return new Pointer(Kind.INFERRED, key, from);
  }
}
