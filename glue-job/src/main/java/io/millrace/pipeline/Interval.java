package io.millrace.pipeline;

import java.math.BigDecimal;
import java.util.Optional;

/** What two bounds must be to each other. */
final class Interval {

  private Interval() {}

  static void check(Optional<BigDecimal> min, Optional<BigDecimal> max) {
    if (min.isEmpty() && max.isEmpty()) {
      throw new IllegalArgumentException("neither min nor max is given, so everything would pass");
    }
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      throw new IllegalArgumentException(
          "min " + min.get() + " lies above max " + max.get() + ", so nothing would pass");
    }
  }
}
