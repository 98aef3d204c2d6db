package io.millrace.quality;

import static org.apache.spark.sql.functions.col;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.Uniqueness;
import io.millrace.pipeline.DatasetCheck;
import io.millrace.pipeline.DatasetCheck.Measure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The checks about a batch as a whole: all figures measured by Deequ in one run, then held against
 * their bounds and against the batches before. What cannot be measured, for want of rows or values,
 * breaks nothing.
 */
public final class DatasetChecks {

  private static final MathContext SHOWN = new MathContext(6);

  private final List<DatasetCheck> checks;
  private final Map<DatasetCheck, DqdlRule> rules = new LinkedHashMap<>();

  public DatasetChecks(List<DatasetCheck> checks) {
    this.checks = List.copyOf(checks);
    for (var check : checks) {
      if (check.measure() instanceof Measure.Dqdl dqdl) {
        rules.put(check, DqdlRule.of(dqdl.rule()));
      }
    }
  }

  public boolean isEmpty() {
    return checks.isEmpty();
  }

  /** The figures of the inserts and updates among these rows. */
  public Figures figures(Dataset<Row> prepared) {
    var columns =
        Arrays.stream(prepared.columns())
            .filter(name -> !Technical.isTechnical(name))
            .map(functions::col)
            .toArray(Column[]::new);
    var rows = prepared.filter(col(Technical.OP).isin("I", "U")).select(columns);
    return Figures.measured(rows, analyzers());
  }

  private List<Analyzer<?, ?>> analyzers() {
    var analyzers = new ArrayList<Analyzer<?, ?>>();
    analyzers.add(Figures.ROWS);
    for (var check : checks) {
      (rules.containsKey(check)
              ? rules.get(check).analyzers()
              : Stream.<Analyzer<?, ?>>of(analyzer(check.measure())))
          .filter(analyzer -> !analyzers.contains(analyzer))
          .forEach(analyzers::add);
    }
    return analyzers;
  }

  /**
   * The bounds that these figures do not keep.
   *
   * @param past the figures of the batches that have landed before, the last first
   */
  public List<Breach> breaches(Figures figures, Iterable<Figures> past) {
    var breaches = new ArrayList<Breach>();
    for (var check : checks) {
      broken(check, figures, past).map(said -> Breach.of(check, said)).ifPresent(breaches::add);
    }
    return breaches;
  }

  private Optional<String> broken(DatasetCheck check, Figures figures, Iterable<Figures> past) {
    if (rules.containsKey(check)) {
      return rules.get(check).broken(figures);
    }
    var analyzer = analyzer(check.measure());
    var fault = figures.fault(analyzer);
    if (fault.isPresent()) {
      return Optional.of("it cannot be measured: " + fault.get());
    }
    var value = figures.of(analyzer);
    return value.flatMap(
        now ->
            check.measure() instanceof Measure.Anomaly anomaly
                ? Bounds.leaps(now, anomaly.maxChange(), before(analyzer, past))
                : Bounds.of(check.measure()).left(now));
  }

  /** The figure of the last batch that has it. */
  private static Optional<BigDecimal> before(Analyzer<?, ?> analyzer, Iterable<Figures> past) {
    for (var figures : past) {
      var value = figures.of(analyzer);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static Analyzer<?, ?> analyzer(Measure measure) {
    if (measure instanceof Measure.Completeness share) {
      return completeness(share.column());
    }
    if (measure instanceof Measure.Uniqueness share) {
      var columns = share.column().stream().map(Identifier::text).toList();
      return new Uniqueness(
          JavaConverters.asScalaBuffer(columns).toList(), Option.empty(), Option.empty());
    }
    if (measure instanceof Measure.Mean mean) {
      return mean(mean.column());
    }
    if (measure instanceof Measure.Minimum minimum) {
      return new Minimum(minimum.column().text(), Option.empty(), Option.empty());
    }
    if (measure instanceof Measure.Maximum maximum) {
      return new Maximum(maximum.column().text(), Option.empty(), Option.empty());
    }
    if (measure instanceof Measure.Anomaly anomaly) {
      return switch (anomaly.metric()) {
        case ROW_COUNT -> Figures.ROWS;
        case COMPLETENESS -> completeness(anomaly.column().orElseThrow());
        case MEAN -> mean(anomaly.column().orElseThrow());
      };
    }
    return Figures.ROWS;
  }

  private static Completeness completeness(Identifier column) {
    return new Completeness(column.text(), Option.empty(), Option.empty());
  }

  private static Mean mean(Identifier column) {
    return new Mean(column.text(), Option.empty());
  }

  /** A figure as it is shown. */
  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        ? value.toBigInteger().toString()
        : value.round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
