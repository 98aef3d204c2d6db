package io.millrace.pipeline;

import java.util.Locale;

/** Where a row that was read has landed; each row lands in exactly one. */
public enum Status {
  ACCEPTED,
  QUARANTINED,
  PARKED,
  DROPPED,
  REDELIVERED,

  /**
   * Its check says {@code fail}: the batch does not land, so the change log never has such a row.
   */
  REFUSED;

  /** As it stands in the change log. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Status of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
