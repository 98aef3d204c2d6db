package io.millrace.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words that a step counts rows under, in the order in which they are told. */
final class Counts {

  /** What a run changes in a dimension, fact or mirror. */
  static final List<String> CHANGES = List.of("open", "amend", "withdraw");

  static final String UNPARKED = "no longer parked";

  private static final Map<String, String> TOLD =
      Map.of("open", "opened", "amend", "changed", "withdraw", "withdrawn");

  private Counts() {}

  /** {@code 12 opened, 3 changed}; nothing where all are 0. */
  static String said(Map<String, Long> counts) {
    var told = new LinkedHashMap<String, Long>();
    counts.forEach((word, count) -> told.put(TOLD.getOrDefault(word, word), count));
    return Words.counts(told);
  }

  /** What was done with a row that failed a check. */
  static String treatment(String onFail) {
    return switch (onFail) {
      case "quarantine" -> "quarantined";
      case "warn" -> "warned of";
      case "drop" -> "dropped";
      case "fail" -> "refuses the batch";
      case "set" -> "corrected";
      case "park" -> "parked";
      default -> onFail;
    };
  }
}
