package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.millrace.cdc.Batch;
import io.millrace.lake.ChangeLog;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import io.millrace.quality.Breach;
import io.millrace.quality.Violations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a written batch must be before it lands, unless somebody accepted it as it is.
 *
 * @param accepted the gates that this batch may break
 */
record Gate(SourceRules rules, Batch batch, Set<String> accepted) {

  static Gate of(SourceRules rules, Batch batch) {
    return new Gate(rules, batch, rules.workplace().lake().gates().accepted(batch));
  }

  /** Lets the batch through, with what it breaks nevertheless, or says why not. */
  List<Breach> hold(ChangeLog.Pending pending, long expected, List<Breach> found) {
    balance(pending.counts().values().stream().mapToLong(Long::longValue).sum(), expected);
    var breaches = new ArrayList<>(found);
    breaches.addAll(refusals(pending));
    quarantine(pending, expected, breaches);
    decide(breaches);
    return List.copyOf(breaches);
  }

  /** Every row of the files lands once: counted from what was written, not while writing. */
  private void balance(long sum, long expected) {
    if (sum != expected) {
      throw new Failure(
          Failure.Kind.DEFECT,
          "%s does not balance: its files hold %d rows, %d would land"
              .formatted(named(), expected, sum));
    }
  }

  /** The row checks that say {@code on_fail: fail}. */
  private List<Breach> refusals(ChangeLog.Pending pending) {
    return broken(pending).map(rows -> refusals(rows)).orElse(List.of());
  }

  /** The rows that break such a check: of an accepted batch they are quarantined. */
  private Optional<Dataset<Row>> broken(ChangeLog.Pending pending) {
    var landing =
        accepted.isEmpty() ? Set.of(Status.REFUSED) : Set.of(Status.REFUSED, Status.QUARANTINED);
    return landing.stream()
        .filter(pending.counts()::containsKey)
        .map(pending::rows)
        .reduce(Dataset::unionByName);
  }

  private List<Breach> refusals(Dataset<Row> broken) {
    var gates = rules.gates();
    return broken
        .select(explode(col(Technical.VIOLATIONS)).as("violation"))
        .filter(col("violation.on_fail").equalTo("fail"))
        .groupBy(col("violation.rule"), col("violation.place"))
        .agg(count(lit(1)))
        .orderBy(col("rule"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Breach(
                    gates.get(row.getString(1)),
                    row.getString(0),
                    row.getString(1),
                    true,
                    row.getLong(2) + (row.getLong(2) == 1 ? " row fails" : " rows fail")))
        .toList();
  }

  private void quarantine(ChangeLog.Pending pending, long expected, List<Breach> breaches) {
    var limit =
        rules.staging().gate().map(gate -> gate.quarantinedBelow().value()).orElse(BigDecimal.ONE);
    var quarantined = BigDecimal.valueOf(quarantined(pending));
    boolean open = limit.compareTo(BigDecimal.ONE) == 0 || quarantined.signum() == 0;
    if (!open && quarantined.compareTo(limit.multiply(BigDecimal.valueOf(expected))) >= 0) {
      var share =
          quarantined.movePointRight(2).divide(BigDecimal.valueOf(expected), new MathContext(3));
      var bound = staging().gate().orElseThrow().quarantinedBelow();
      breaches.add(
          new Breach(
              "quarantined_below " + bound,
              "gate",
              staging().place().toString(),
              true,
              "%s of %d rows would be quarantined, which is %s%% and not below %s"
                  .formatted(quarantined, expected, share.toPlainString(), bound)));
    }
  }

  /** The rows that are quarantined; those that were accepted with the batch were counted before. */
  private long quarantined(ChangeLog.Pending pending) {
    long quarantined = pending.counts().getOrDefault(Status.QUARANTINED, 0L);
    return accepted.isEmpty() || quarantined == 0
        ? quarantined
        : quarantined
            - pending.rows(Status.QUARANTINED).filter(Violations.any(OnFail.Kind.FAIL)).count();
  }

  private void decide(List<Breach> breaches) {
    var open =
        breaches.stream()
            .filter(breach -> breach.refuses() && !accepted.contains(breach.gate()))
            .toList();
    if (!open.isEmpty()) {
      throw refused(open);
    }
  }

  /** Says what a batch has landed with. */
  void tell(List<Breach> breaches) {
    for (var breach : breaches) {
      rules
          .workplace()
          .warn(
              named()
                  + (breach.refuses() ? " has landed as it was accepted, in spite of " : " breaks ")
                  + breach);
    }
  }

  private Failure refused(List<Breach> open) {
    var said = open.stream().map(Breach::toString).collect(Collectors.joining("; by "));
    var gates = open.stream().map(Breach::gate).toList();
    rules.workplace().refuse(batch, gates, said);
    return new Failure(
        Failure.Kind.REFUSED,
        "%s is refused by %s. Nothing of it has landed; the next run tries it again. To let it land as it is: millrace accept %s"
            .formatted(named(), said, batch.name()));
  }

  private Staging staging() {
    return rules.staging();
  }

  private String named() {
    return "batch " + batch.number() + " of " + staging().staging();
  }
}
