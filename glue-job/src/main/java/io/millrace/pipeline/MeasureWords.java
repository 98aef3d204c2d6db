package io.millrace.pipeline;

import io.millrace.pipeline.DatasetCheck.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A figure of a batch and its bounds, in a line. */
final class MeasureWords {

  private MeasureWords() {}

  static String of(Measure measure) {
    if (measure instanceof Measure.RowCount rows) {
      return "row_count" + bounds(rows.min(), rows.max());
    }
    if (measure instanceof Measure.Completeness share) {
      return "completeness: " + share.column() + " at least " + share.min();
    }
    if (measure instanceof Measure.Uniqueness share) {
      return "uniqueness: " + names(share.column()) + " at least " + share.min();
    }
    if (measure instanceof Measure.Mean mean) {
      return "mean: " + mean.column() + bounds(mean.min(), mean.max());
    }
    if (measure instanceof Measure.Minimum minimum) {
      return "minimum: " + minimum.column() + bounds(minimum.min(), minimum.max());
    }
    if (measure instanceof Measure.Maximum maximum) {
      return "maximum: " + maximum.column() + bounds(maximum.min(), maximum.max());
    }
    if (measure instanceof Measure.Anomaly anomaly) {
      return "anomaly: "
          + anomaly.metric().name().toLowerCase(Locale.ROOT)
          + anomaly.column().map(column -> " of " + column).orElse("")
          + " by more than "
          + anomaly.maxChange();
    }
    return "dqdl: " + ((Measure.Dqdl) measure).rule();
  }

  private static String names(List<Identifier> columns) {
    return columns.stream().map(Identifier::text).collect(Collectors.joining(", "));
  }

  private static String bounds(Optional<BigDecimal> min, Optional<BigDecimal> max) {
    return min.map(bound -> " at least " + bound.toPlainString()).orElse("")
        + max.map(bound -> " at most " + bound.toPlainString()).orElse("");
  }
}
