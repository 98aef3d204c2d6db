package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.millrace.cdc.Batch;
import io.millrace.lake.ChangeLog;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.stream.Collectors;

/** What a written batch must be before it lands; one that is not is taken away again. */
final class Gate {

  private final Staging staging;
  private final Batch batch;

  Gate(Staging staging, Batch batch) {
    this.staging = staging;
    this.batch = batch;
  }

  /** Lets the batch through, or takes its files away and says why. */
  void hold(ChangeLog.Pending pending, long expected) {
    var landed = pending.counts();
    try {
      balance(landed, expected);
      refusal(pending, landed);
      quarantine(landed, expected);
    } catch (Failure failure) {
      pending.abandon();
      throw failure;
    }
  }

  /** Every row of the files lands once: counted from what was written, not while writing. */
  private void balance(Map<Status, Long> landed, long expected) {
    long sum = landed.values().stream().mapToLong(Long::longValue).sum();
    if (sum != expected) {
      throw new Failure(
          Failure.Kind.DEFECT,
          "%s does not balance: its files hold %d rows, %d would land"
              .formatted(named(), expected, sum));
    }
  }

  private void refusal(ChangeLog.Pending pending, Map<Status, Long> landed) {
    if (landed.getOrDefault(Status.REFUSED, 0L) > 0) {
      var rules =
          pending
              .rows(Status.REFUSED)
              .select(explode(col(Technical.VIOLATIONS)).as("violation"))
              .filter(col("violation.on_fail").equalTo("fail"))
              .groupBy(col("violation.rule"), col("violation.place"))
              .agg(count(lit(1)))
              .orderBy(col("rule"))
              .collectAsList()
              .stream()
              .map(row -> "%s (%s) by %d rows".formatted(row.get(0), row.get(1), row.getLong(2)))
              .collect(Collectors.joining(", "));
      throw refused("is refused by " + rules);
    }
  }

  private void quarantine(Map<Status, Long> landed, long expected) {
    var quarantined = BigDecimal.valueOf(landed.getOrDefault(Status.QUARANTINED, 0L));
    var limit = staging.gate().map(gate -> gate.quarantinedBelow().value()).orElse(BigDecimal.ONE);
    boolean open = limit.compareTo(BigDecimal.ONE) == 0 || quarantined.signum() == 0;
    if (!open && quarantined.compareTo(limit.multiply(BigDecimal.valueOf(expected))) >= 0) {
      var share =
          quarantined.movePointRight(2).divide(BigDecimal.valueOf(expected), new MathContext(3));
      throw refused(
          "is refused: %s of %d rows would be quarantined, which is %s%% and not below %s"
              .formatted(
                  quarantined,
                  expected,
                  share.toPlainString(),
                  staging.gate().orElseThrow().quarantinedBelow()));
    }
  }

  private Failure refused(String why) {
    return new Failure(
        Failure.Kind.REFUSED,
        "%s %s. Nothing of it has landed; it is tried again by the next run"
            .formatted(named(), why));
  }

  private String named() {
    return "batch " + batch.number() + " of " + staging.staging();
  }
}
