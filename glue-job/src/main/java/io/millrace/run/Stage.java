package io.millrace.run;

import java.util.Locale;

/** The stages of a run, in their order. */
public enum Stage {
  STAGING,
  DIMENSIONS,
  FACTS,
  PUBLISH;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
