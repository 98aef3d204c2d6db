package io.millrace.pipeline;

import java.time.LocalDate;

/** The days that a date dimension is made of. */
@Means(called = "'generate'", value = "The days that a date dimension is made of.")
public record Generate(
    @Means(value = "the first day", example = "2020-01-01") LocalDate from,
    @Means(value = "the last day", example = "2035-12-31") LocalDate to) {

  public Generate {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("from " + from + " lies after to " + to);
    }
  }
}
