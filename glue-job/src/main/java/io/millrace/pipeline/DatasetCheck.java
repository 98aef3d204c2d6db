package io.millrace.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A check about a batch as a whole. */
public record DatasetCheck(
    @Means("what must hold") Measure measure,
    @Means(value = "warn, or fail (refuse the batch)", byDefault = "fail", example = "warn")
        OnFail onFail,
    @Means(value = "the name it is reported by", example = "enough-rows") Optional<String> name,
    Place place) {

  /** What happens where a measure is out of bounds. */
  public enum OnFail {
    WARN,
    FAIL
  }

  /** A figure of a batch and the bounds it must keep. */
  public sealed interface Measure {

    /** How many rows there are. */
    record RowCount(
        @Means(value = "the fewest rows", example = "1") Optional<BigDecimal> min,
        @Means(value = "the most rows", example = "1000000") Optional<BigDecimal> max)
        implements Measure {
      public RowCount {
        Interval.check(min, max);
      }
    }

    /** The share of rows that have a value. */
    record Completeness(
        @Means(value = "the column", example = "email") Identifier column,
        @Means(value = "the least share of rows with a value", example = "0.95") Share min)
        implements Measure {}

    /** The share of rows whose value occurs once. */
    record Uniqueness(
        @Means(value = "the column, or columns", example = "customer_id", required = true)
            List<Identifier> column,
        @Means(value = "the least share of rows whose value is theirs alone", example = "0.99")
            Share min)
        implements Measure {}

    /** The mean of a column. */
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
