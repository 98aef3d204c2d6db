package io.millrace.run;

import io.millrace.cdc.Arrival;
import io.millrace.cdc.Batch;
import io.millrace.cdc.SourceFile;
import io.millrace.journal.Entry;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.TableName;
import io.millrace.quality.RowKinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a run's batches and checks amounted to, gathered from tables side by side. */
final class Account {

  private static final List<String> MASKED = List.of("(masked)");

  private final List<Entry.Batch> batches = new ArrayList<>();
  private final List<Entry.Violation> violations = new ArrayList<>();
  private final List<Entry.Source> sources = new ArrayList<>();

  /** A batch of which rows were read, landed or refused. */
  synchronized void batch(
      Staging staging,
      Batch batch,
      long read,
      List<RowKinds.Kind> kinds,
      List<Arrival> arrivals,
      boolean landed,
      Duration took) {
    batches.add(
        new Entry.Batch(
            staging.staging().text(),
            batch.number(),
            batch.files().size(),
            batch.files().stream().mapToLong(SourceFile::size).sum(),
            read,
            rows(kinds, Status.ACCEPTED),
            rows(kinds, Status.QUARANTINED),
            rows(kinds, Status.PARKED),
            rows(kinds, Status.DROPPED),
            rows(kinds, Status.REDELIVERED),
            rows(kinds, Status.REFUSED),
            accepted(kinds, RowKinds.Kind::filtered),
            accepted(kinds, kind -> kind.has(OnFail.Kind.WARN)),
            accepted(kinds, kind -> kind.has(OnFail.Kind.SET)),
            landed,
            took.toMillis() / 1000.0,
            arrivals.stream().flatMap(it -> it.earliest().stream()).min(Instant::compareTo),
            arrivals.stream().flatMap(it -> it.latest().stream()).max(Instant::compareTo)));
    violated(staging.staging(), batch.number(), kinds, masked(staging));
  }

  /** What rows of a table violate; of a source's those of one batch, else of no batch: 0. */
  synchronized void violated(
      TableName table, long batch, List<RowKinds.Kind> kinds, Set<String> masked) {
    record Rule(String rule, String column, String onFail, String place) {}
    var rows = new LinkedHashMap<Rule, Long>();
    var forms = new LinkedHashMap<Rule, Set<String>>();
    for (var kind : kinds) {
      // A row that came again was judged when it came first.
      if (kind.status() != Status.REDELIVERED) {
        for (var broken : kind.broken()) {
          var column = Optional.ofNullable(broken.column()).orElse("");
          var rule = new Rule(broken.rule(), column, broken.onFail(), broken.place());
          rows.merge(rule, kind.rows(), Long::sum);
          forms.computeIfAbsent(rule, it -> new TreeSet<>()).addAll(broken.forms());
        }
      }
    }
    rows.forEach(
        (rule, count) ->
            violations.add(
                new Entry.Violation(
                    table.text(),
                    batch,
                    rule.rule(),
                    rule.column(),
                    rule.onFail(),
                    rule.place(),
                    count,
                    masked.contains(rule.column())
                        ? MASKED
                        : forms.get(rule).stream().limit(3).toList())));
  }

  /** How many accepted rows a check warned of, or corrected, and how many the filter leaves out. */
  static Map<String, Long> treated(List<RowKinds.Kind> kinds) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("warned", accepted(kinds, kind -> kind.has(OnFail.Kind.WARN)));
    counts.put("corrected", accepted(kinds, kind -> kind.has(OnFail.Kind.SET)));
    counts.put("filtered", accepted(kinds, RowKinds.Kind::filtered));
    return counts;
  }

  private static Set<String> masked(Staging staging) {
    var masked = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    staging.columns().entrySet().stream()
        .filter(column -> column.getValue().mask().isPresent())
        .map(column -> column.getKey())
        .map(Identifier::text)
        .forEach(masked::add);
    return masked;
  }

  synchronized void source(Staging staging, Optional<Instant> newest) {
    sources.add(
        new Entry.Source(
            staging.staging().text(), newest, staging.freshWithin().map(Duration::toSeconds)));
  }

  synchronized List<Entry.Batch> batches() {
    return List.copyOf(batches);
  }

  synchronized List<Entry.Violation> violations() {
    return List.copyOf(violations);
  }

  synchronized List<Entry.Source> sources() {
    return List.copyOf(sources);
  }

  private static long rows(List<RowKinds.Kind> kinds, Status status) {
    return rows(kinds, kind -> kind.status() == status);
  }

  private static long accepted(List<RowKinds.Kind> kinds, Predicate<RowKinds.Kind> which) {
    return rows(kinds, kind -> kind.status() == Status.ACCEPTED && which.test(kind));
  }

  private static long rows(List<RowKinds.Kind> kinds, Predicate<RowKinds.Kind> which) {
    return kinds.stream().filter(which).mapToLong(RowKinds.Kind::rows).sum();
  }
}
