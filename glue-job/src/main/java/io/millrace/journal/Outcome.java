package io.millrace.journal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run ended, as its exit code says, too. */
public enum Outcome {
  DONE,
  FAILED,
  CONFIGURATION,
  REFUSED,
  LOCKED,
  SET_ASIDE,
  TRANSIENT,

  /** It ended without a word: killed, or its machine went away. */
  INTERRUPTED;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether everything that there was to do has been done. */
  public boolean isGood() {
    return this == DONE || this == SET_ASIDE;
  }
}
