package io.millrace.pipeline;

import java.util.Locale;

/** Where a row that was read has landed; each row lands in exactly one. */
public enum Status {
  ACCEPTED,
  QUARANTINED,
  PARKED,
  DROPPED,
  REDELIVERED;

  /** As it stands in the change log. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Status of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
