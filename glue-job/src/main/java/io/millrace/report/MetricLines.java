package io.millrace.report;

import io.millrace.journal.Entry;
import io.millrace.journal.EntryJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A run in CloudWatch's embedded metric format: a line for each table, on which CloudWatch finds
 * the metrics by itself, and the filters of terraform/modules/monitoring by name.
 */
public final class MetricLines {

  private static final String NAMESPACE = "Millrace";

  private final Entry run;

  private MetricLines(Entry run) {
    this.run = run;
  }

  public static List<String> of(Entry run) {
    var metrics = new MetricLines(run);
    var tables = new TreeSet<String>();
    run.steps().stream()
        .filter(step -> !step.stage().equals("publish"))
        .forEach(step -> tables.add(step.table()));
    run.steps().stream()
        .filter(step -> step.stage().equals("publish"))
        .forEach(step -> tables.add(step.table()));
    return tables.stream().map(metrics::line).toList();
  }

  private String line(String table) {
    var values = values(table);
    var metrics = new ArrayList<Map<String, String>>();
    values.keySet().forEach(name -> metrics.add(Map.of("Name", name, "Unit", unit(name))));
    var line = new LinkedHashMap<String, Object>();
    line.put(
        "_aws",
        Map.of(
            "Timestamp", run.ended().toEpochMilli(),
            "CloudWatchMetrics",
                List.of(
                    Map.of(
                        "Namespace", NAMESPACE,
                        "Dimensions", List.of(List.of("Pipeline", "Table")),
                        "Metrics", metrics))));
    line.put("Pipeline", run.pipeline());
    line.put("Table", table);
    line.put("RunId", run.run());
    line.put("Outcome", run.outcome());
    line.putAll(values);
    return EntryJson.line(line);
  }

  private Map<String, Object> values(String table) {
    var values = new LinkedHashMap<String, Object>();
    var steps = run.steps().stream().filter(step -> step.table().equals(table)).toList();
    values.put("Seconds", steps.stream().mapToDouble(Entry.Step::seconds).sum());
    values.put("Retries", steps.stream().mapToLong(Entry.Step::retries).sum());
    values.put("Failures", steps.stream().filter(Entry.Step::failed).count());
    run.sources().stream()
        .filter(source -> source.source().equals(table))
        .findFirst()
        .ifPresent(source -> source(source, values));
    var changes = new LinkedHashMap<String, Long>();
    for (var step : steps) {
      step.counts().forEach((word, rows) -> changes.merge(word, rows, Long::sum));
    }
    put(values, "Opened", changes.get("open"));
    put(values, "Changed", changes.get("amend"));
    put(values, "Withdrawn", changes.get("withdraw"));
    put(values, "Published", changes.get("published"));
    return values;
  }

  private void source(Entry.Source source, Map<String, Object> values) {
    Instant now = run.ended();
    var batches =
        run.batches().stream().filter(batch -> batch.source().equals(source.source())).toList();
    var funnel = Funnel.of(batches);
    values.put("Read", funnel.read());
    funnel.places().forEach((place, rows) -> values.put(capital(place), rows));
    values.put("QuarantinePercent", 100 * funnel.quarantinedShare());
    source.lag(now).ifPresent(lag -> values.put("LagSeconds", lag));
    source.overdue(now).ifPresent(overdue -> values.put("OverdueSeconds", overdue));
  }

  private static void put(Map<String, Object> values, String name, Long rows) {
    if (rows != null) {
      values.put(name, rows);
    }
  }

  private static String unit(String name) {
    if (name.endsWith("Seconds")) {
      return "Seconds";
    }
    return name.endsWith("Percent") ? "Percent" : "Count";
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
