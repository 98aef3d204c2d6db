package io.millrace.pipeline;

import java.math.BigDecimal;

/** How many times as much; written {@code 3x}. */
public record Factor(BigDecimal value) {

  public Factor {
    if (value.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("a factor is at least 1x");
    }
  }

  /** Reads {@code 3x}. */
  public static Factor parse(String written) {
    try {
      if (written.endsWith("x")) {
        return new Factor(new BigDecimal(written.substring(0, written.length() - 1)));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + written + "' is no factor", e);
    }
    throw new IllegalArgumentException("'" + written + "' is no factor");
  }

  @Override
  public String toString() {
    return value.toPlainString() + "x";
  }
}
