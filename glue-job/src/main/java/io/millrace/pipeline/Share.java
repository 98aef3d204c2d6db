package io.millrace.pipeline;

import java.math.BigDecimal;

/** A part of a whole, between 0 and 1; written {@code 5%} or {@code 0.05}. */
public record Share(BigDecimal value) {

  public Share {
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("it lies between 0% and 100%, or 0 and 1");
    }
  }

  /** Reads {@code 5%} or {@code 0.05}. */
  public static Share parse(String written) {
    try {
      return written.endsWith("%")
          ? new Share(new BigDecimal(written.substring(0, written.length() - 1)).movePointLeft(2))
          : new Share(new BigDecimal(written));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + written + "' is no share", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + written + "' is no share: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return value.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }
}
