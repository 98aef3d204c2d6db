package io.millrace.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A check about a batch as a whole. */
@Means(
    called = "a dataset check",
    value =
        "What a batch must be as a whole, named by its key. It sees inserts and updates after `prepare`.")
public record DatasetCheck(
    @Means("what must hold") Measure measure,
    @Means(value = "warn, or fail (refuse the batch)", byDefault = "fail", example = "warn")
        OnFail onFail,
    @Means(value = "the name it is reported by", example = "enough-rows") Optional<String> name,
    Place place,
    FileVersion version) {

  /** The name it is reported by: its own, or what it measures. */
  public String title() {
    return name.orElseGet(() -> MeasureWords.of(measure));
  }

  /** What happens where a measure is out of bounds. */
  public enum OnFail {
    WARN,
    FAIL
  }

  /** A figure of a batch and the bounds it must keep. */
  // The order in which they are told; the compiler's own would depend on what it saw first.
  public sealed interface Measure
      permits Measure.RowCount,
          Measure.Completeness,
          Measure.Uniqueness,
          Measure.Mean,
          Measure.Minimum,
          Measure.Maximum,
          Measure.Anomaly,
          Measure.Dqdl {

    /** How many rows there are. */
    @Means(value = "how many rows the batch has; one bound is enough", example = "{min: 1}")
    record RowCount(
        @Means(value = "the fewest rows", example = "1") Optional<BigDecimal> min,
        @Means(value = "the most rows", example = "1000000") Optional<BigDecimal> max)
        implements Measure {
      public RowCount {
        Interval.check(min, max);
      }
    }

    /** The share of rows that have a value. */
    @Means(value = "the share of rows that have a value", example = "{column: email, min: 0.95}")
    record Completeness(
        @Means(value = "the column", example = "email") Identifier column,
        @Means(value = "the least share of rows with a value", example = "0.95") Share min)
        implements Measure {}

    /** The share of rows whose value occurs once. */
    @Means(
        value = "the share of rows whose value occurs once",
        example = "{column: customer_id, min: 0.99}")
    record Uniqueness(
        @Means(value = "the column, or columns", example = "customer_id", required = true)
            List<Identifier> column,
        @Means(value = "the least share of rows whose value is theirs alone", example = "0.99")
            Share min)
        implements Measure {}

    /** The mean of a column. */
    @Means(
        value = "the mean of a column; one bound is enough",
        example = "{column: credit_limit, min: 100, max: 5000}")
    record Mean(
        @Means(value = "a column of numbers", example = "credit_limit") Identifier column,
        @Means(value = "the least mean", example = "100") Optional<BigDecimal> min,
        @Means(value = "the greatest mean", example = "5000") Optional<BigDecimal> max)
        implements Measure {
      public Mean {
        Interval.check(min, max);
      }
    }

    /** The smallest value of a column. */
    @Means(
        value = "the smallest value of a column; one bound is enough",
        example = "{column: credit_limit, min: 0}")
    record Minimum(
        @Means(value = "a column of numbers", example = "credit_limit") Identifier column,
        @Means(value = "the least it may be", example = "0") Optional<BigDecimal> min,
        @Means(value = "the most it may be", example = "10") Optional<BigDecimal> max)
        implements Measure {
      public Minimum {
        Interval.check(min, max);
      }
    }

    /** The greatest value of a column. */
    @Means(
        value = "the greatest value of a column; one bound is enough",
        example = "{column: credit_limit, max: 100000}")
    record Maximum(
        @Means(value = "a column of numbers", example = "credit_limit") Identifier column,
        @Means(value = "the least it may be", example = "10") Optional<BigDecimal> min,
        @Means(value = "the most it may be", example = "100000") Optional<BigDecimal> max)
        implements Measure {
      public Maximum {
        Interval.check(min, max);
      }
    }

    /** A figure against this table's own past runs. */
    @Means(
        value = "a figure against this table's own past runs",
        example = "{metric: row_count, max_change: 3x}")
    record Anomaly(
        @Means(value = "the figure: row_count, completeness or mean", example = "row_count")
            Metric metric,
        @Means(value = "the column, where the figure is about one", example = "email")
            Optional<Identifier> column,
        @Means(value = "how much it may grow or shrink against the last run", example = "3x")
            Factor maxChange)
        implements Measure {}

    /** A rule in the language of AWS Glue Data Quality. */
    record Dqdl(
        @Means(
                value = "one rule in AWS Glue's Data Quality Definition Language",
                example = "'Uniqueness \"customer_id\" > 0.99'")
            String rule)
        implements Measure {}
  }

  /** A figure that is kept from run to run. */
  public enum Metric {
    ROW_COUNT,
    COMPLETENESS,
    MEAN
  }
}
