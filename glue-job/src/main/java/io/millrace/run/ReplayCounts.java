package io.millrace.run;

import static org.apache.spark.sql.functions.col;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many rows were read again, where they stood and where they stand now, batch by batch. */
final class ReplayCounts {

  private final Map<Long, Map<String, Long>> before = new TreeMap<>();
  private final Map<Long, Map<String, Long>> now = new TreeMap<>();
  private long changed;

  /**
   * @param scope the rows that were read again, as they stood
   * @param restated the rows that stand otherwise now, some of them not read again
   */
  ReplayCounts(Dataset<Row> scope, Dataset<Row> restated) {
    for (var row : scope.groupBy(Technical.BATCH, Technical.STATUS).count().collectAsList()) {
      add(before, row.getLong(0), row.getString(1), row.getLong(2));
      add(now, row.getLong(0), row.getString(1), row.getLong(2));
    }
    for (var row :
        restated
            .groupBy(col(Technical.BATCH), col(RowsAgain.WAS), col(Technical.STATUS))
            .count()
            .collectAsList()) {
      add(now, row.getLong(0), row.getString(1), -row.getLong(3));
      add(now, row.getLong(0), row.getString(2), row.getLong(3));
      changed += row.getLong(3);
    }
  }

  private static void add(
      Map<Long, Map<String, Long>> counts, long batch, String status, long rows) {
    counts.computeIfAbsent(batch, it -> new TreeMap<>()).merge(status, rows, Long::sum);
  }

  /** Refuses to quarantine more of a batch than was, where that is more than its gate lets pass. */
  void hold(Staging staging) {
    var limit = staging.gate().map(gate -> gate.quarantinedBelow().value()).orElse(BigDecimal.ONE);
    var status = Status.QUARANTINED.text();
    now.forEach(
        (batch, counts) -> {
          long quarantined = counts.getOrDefault(status, 0L);
          long was = before.getOrDefault(batch, Map.of()).getOrDefault(status, 0L);
          long all = counts.values().stream().mapToLong(Long::longValue).sum();
          boolean isOpen = limit.compareTo(BigDecimal.ONE) == 0 || quarantined <= was;
          if (!isOpen
              && BigDecimal.valueOf(quarantined).compareTo(limit.multiply(BigDecimal.valueOf(all)))
                  >= 0) {
            throw new Failure(
                Failure.Kind.REFUSED,
                ("%s: of %d rows of batch %s/%d, %d would be quarantined now (%d are), which is not"
                        + " below %s. Nothing has changed: correct the rules, or reprocess"
                        + " --in-spite-of-gates")
                    .formatted(
                        staging.place(),
                        all,
                        staging.staging(),
                        batch,
                        quarantined,
                        was,
                        staging.gate().orElseThrow().quarantinedBelow()));
          }
        });
  }

  /** The rows that were read again by where they stand now; together they are all of them. */
  Map<String, Long> told() {
    var told = new LinkedHashMap<String, Long>();
    told.put("read again", sum(before));
    told.put("changed", changed);
    for (var status : Status.values()) {
      long rows = now.values().stream().mapToLong(it -> it.getOrDefault(status.text(), 0L)).sum();
      if (rows != 0) {
        told.put(status.text(), rows);
      }
    }
    return told;
  }

  private static long sum(Map<Long, Map<String, Long>> counts) {
    return counts.values().stream()
        .flatMap(it -> it.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
