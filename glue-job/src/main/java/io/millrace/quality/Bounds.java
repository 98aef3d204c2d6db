package io.millrace.quality;

import io.millrace.pipeline.DatasetCheck.Measure;
import io.millrace.pipeline.Factor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** What a figure may be. */
record Bounds(Optional<BigDecimal> min, Optional<BigDecimal> max) {

  static Bounds of(Measure measure) {
    if (measure instanceof Measure.RowCount rows) {
      return new Bounds(rows.min(), rows.max());
    }
    if (measure instanceof Measure.Completeness share) {
      return new Bounds(Optional.of(share.min().value()), Optional.empty());
    }
    if (measure instanceof Measure.Uniqueness share) {
      return new Bounds(Optional.of(share.min().value()), Optional.empty());
    }
    if (measure instanceof Measure.Mean mean) {
      return new Bounds(mean.min(), mean.max());
    }
    if (measure instanceof Measure.Minimum minimum) {
      return new Bounds(minimum.min(), minimum.max());
    }
    if (measure instanceof Measure.Maximum maximum) {
      return new Bounds(maximum.min(), maximum.max());
    }
    throw new IllegalArgumentException(measure + " has no bounds of its own");
  }

  /** Says so where a figure lies outside. */
  Optional<String> left(BigDecimal now) {
    if (min.filter(bound -> now.compareTo(bound) < 0).isPresent()) {
      return Optional.of(shown(now) + " lies below " + min.get().toPlainString());
    }
    if (max.filter(bound -> now.compareTo(bound) > 0).isPresent()) {
      return Optional.of(shown(now) + " lies above " + max.get().toPlainString());
    }
    return Optional.empty();
  }

  /**
   * Says so where a figure grew or shrank by more than a factor; what comes from nothing, or turns
   * its sign, did so by more than any.
   */
  static Optional<String> leaps(BigDecimal now, Factor factor, Optional<BigDecimal> before) {
    if (before.isEmpty() || isNear(now, before.get(), factor.value())) {
      return Optional.empty();
    }
    var was = before.get();
    var change =
        now.signum() * was.signum() <= 0
            ? ""
            : ", " + ratio(now.abs().max(was.abs()), now.abs().min(was.abs()));
    return Optional.of(
        "%s after %s in the batch before%s, more than %s"
            .formatted(shown(now), shown(was), change, factor));
  }

  private static boolean isNear(BigDecimal now, BigDecimal was, BigDecimal factor) {
    if (now.signum() != was.signum()) {
      return false;
    }
    return now.abs().compareTo(was.abs().multiply(factor)) <= 0
        && was.abs().compareTo(now.abs().multiply(factor)) <= 0;
  }

  private static String ratio(BigDecimal greater, BigDecimal lesser) {
    return DatasetChecks.plain(greater.divide(lesser, new MathContext(3))) + "x";
  }

  private static String shown(BigDecimal value) {
    return DatasetChecks.plain(value);
  }
}
