package io.millrace.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.Metric;
import com.amazon.deequ.repository.AnalysisResult;
import com.amazon.deequ.repository.AnalysisResultSerde;
import com.amazon.deequ.repository.ResultKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/** The figures of one batch as Deequ measured them, kept in Deequ's own form. */
public final class Figures {

  static final Analyzer<?, ?> ROWS = new Size(Option.empty());

  private final AnalyzerContext context;

  private Figures(AnalyzerContext context) {
    this.context = context;
  }

  /** Measures all at once; the rows are read once for all figures but those that group them. */
  static Figures measured(Dataset<Row> rows, List<Analyzer<?, ?>> analyzers) {
    var all = JavaConverters.asScalaBuffer(analyzers.stream().map(Figures::any).toList());
    return new Figures(AnalysisRunner.onData(rows).addAnalyzers(all).run());
  }

  /** Reads what was kept of a batch. */
  public static Figures read(String kept) {
    return new Figures(AnalysisResultSerde.deserialize(kept).head().analyzerContext());
  }

  /** What is kept of a batch for those that come after it, as Deequ's repositories keep it. */
  public String kept(String table, long batch, Instant at) {
    var tags = Map.of("table", table, "batch", Long.toString(batch));
    var key = new ResultKey(at.toEpochMilli(), immutable(tags));
    var metrics = new java.util.HashMap<Analyzer<?, Metric<?>>, Metric<?>>();
    JavaConverters.mapAsJavaMap(context.metricMap())
        .forEach(
            (analyzer, metric) -> {
              if (isKept(key, analyzer, metric)) {
                metrics.put(analyzer, metric);
              }
            });
    return serialized(key, metrics);
  }

  private static boolean isKept(ResultKey key, Analyzer<?, Metric<?>> analyzer, Metric<?> metric) {
    // DQDL names a compliance at random, so that nobody could find it again.
    if ((Object) analyzer instanceof Compliance || metric.value().isFailure()) {
      return false;
    }
    try {
      return !serialized(key, Map.of(analyzer, metric)).isEmpty();
    } catch (IllegalArgumentException e) {
      // Deequ has no form for the figures about columns.
      return false;
    }
  }

  private static String serialized(ResultKey key, Map<Analyzer<?, Metric<?>>, Metric<?>> metrics) {
    var result = new AnalysisResult(key, AnalyzerContext.apply(immutable(metrics)));
    return AnalysisResultSerde.serialize(JavaConverters.asScalaBuffer(List.of(result)));
  }

  long rows() {
    return of(ROWS).map(BigDecimal::longValue).orElse(0L);
  }

  /** A figure; none where there is nothing to measure. */
  Optional<BigDecimal> of(Analyzer<?, ?> analyzer) {
    return metric(analyzer)
        .filter(metric -> metric.value().isSuccess())
        .map(metric -> (Double) metric.value().get())
        .filter(value -> !value.isNaN() && !value.isInfinite())
        .map(BigDecimal::valueOf);
  }

  /** Why there is no figure though there were rows to measure. */
  Optional<String> fault(Analyzer<?, ?> analyzer) {
    return metric(analyzer)
        .filter(metric -> metric.value().isFailure())
        .map(metric -> metric.value().failed().get())
        .filter(cause -> !(cause instanceof EmptyStateException))
        .map(Throwable::getMessage);
  }

  Optional<Metric<?>> metric(Analyzer<?, ?> analyzer) {
    return Optional.ofNullable(context.metricMap().get(any(analyzer)).getOrElse(() -> null));
  }

  AnalyzerContext context() {
    return context;
  }

  @SuppressWarnings("unchecked")
  private static Analyzer<?, Metric<?>> any(Analyzer<?, ?> analyzer) {
    return (Analyzer<?, Metric<?>>) analyzer;
  }

  private static <K, V> scala.collection.immutable.Map<K, V> immutable(Map<K, V> map) {
    scala.collection.immutable.Map<K, V> result = Map$.MODULE$.<K, V>empty();
    for (var entry : map.entrySet()) {
      result = result.$plus(new Tuple2<>(entry.getKey(), entry.getValue()));
    }
    return result;
  }
}
