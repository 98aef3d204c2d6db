package io.millrace.run;

import io.millrace.cdc.Arrival;
import io.millrace.cdc.Batch;
import io.millrace.cdc.ChangeReader;
import io.millrace.cdc.Landed;
import io.millrace.cdc.SetAside;
import io.millrace.cdc.SourceFile;
import io.millrace.cdc.Tally;
import io.millrace.lake.ChangeLog;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Staging;
import io.millrace.quality.Breach;
import io.millrace.quality.RowKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One batch on its way into the change log: read, judged, written, held to its gates, landed. */
final class Landing {

  private final Workplace workplace;
  private final SourceRules rules;
  private final Staging staging;
  private final Batch batch;
  private final ChangeReader reader;
  private final ChangeLog log;
  private final long began = System.nanoTime();

  Landing(SourceRules rules, Batch batch) {
    this.workplace = rules.workplace();
    this.rules = rules;
    this.staging = rules.staging();
    this.batch = batch;
    this.reader = new ChangeReader(workplace.spark(), staging, rules.salt());
    this.log = workplace.lake().changeLog(staging.staging());
  }

  /** Lands the batch; without the files whose rows turn out to be unreadable, if there are any. */
  Map<String, Long> take() {
    var changes = changes(List.of());
    try {
      return land(changes, changes.setAside());
    } catch (Failure failure) {
      throw failure;
    } catch (Exception e) {
      if (passes(e)) {
        throw e;
      }
      var corrupt = reader.corrupt(without(changes.setAside()), Landing::passes);
      if (corrupt.isEmpty()) {
        throw e;
      }
      var setAside = new ArrayList<>(changes.setAside());
      setAside.addAll(corrupt);
      return land(changes(setAside), setAside);
    }
  }

  /** Whether the storage was at fault, so that no file may be left aside for it. */
  private static boolean passes(Exception e) {
    // The innermost alone: Spark's own message holds the stack of the task, and what stands in it.
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Diagnosis.of(cause).kind() == Failure.Kind.TRANSIENT;
  }

  private ChangeReader.Changes changes(List<SetAside> left) {
    return reader.read(without(left), log.columnsRead(), log.columns());
  }

  private Batch without(List<SetAside> left) {
    var files = left.stream().map(SetAside::file).toList();
    return batch.without(file -> files.contains(file.file()));
  }

  private Map<String, Long> land(ChangeReader.Changes changes, List<SetAside> setAside) {
    workplace.arrivals().lost(batch, setAside);
    var counts = new LinkedHashMap<String, Long>();
    counts.put("read", changes.expected());
    if (changes.rows().isPresent()) {
      land(changes, counts);
    } else if (log.exists()) {
      log.pass(batch.number());
      workplace.arrivals().landed(batch, List.of());
    }
    if (changes.rows().isEmpty()) {
      account(0, List.of(), List.of(), true);
    }
    counts.put("files set aside", (long) setAside.size());
    workplace.drift(changes.drift());
    setAside.forEach(workplace::setAside);
    return counts;
  }

  private void land(ChangeReader.Changes changes, Map<String, Long> counts) {
    var gate = Gate.of(rules, batch);
    var verdicts = new Verdicts(staging, rules, gate.accepted());
    var read = changes.rows().orElseThrow();
    try (var measured = Measured.of(rules, batch, read, verdicts)) {
      var rows = verdicts.of(measured.rows());
      var pending = log.write(rows, batch.number(), changes.columns().orElseThrow(), staging.key());
      List<Arrival> arrivals;
      List<Breach> breaches;
      List<RowKinds.Kind> kinds;
      try {
        arrivals = Tally.of(staging, pending.rows());
        pending = new Redelivery(workplace, staging, batch, arrivals).flagged(pending);
        kinds =
            staging.filter().isPresent()
                ? RowKinds.of(pending.rows())
                : RowKinds.ofUnfiltered(pending.rows(), pending.counts());
        var found = new ArrayList<>(measured.breaches());
        found.addAll(Uniqueness.breaches(rules, pending));
        breaches = held(gate, pending, changes.expected(), found, kinds, arrivals);
        measured.keep();
      } catch (Exception e) {
        pending.abandon();
        throw e;
      }
      pending.commit();
      gate.tell(breaches);
      workplace.arrivals().landed(batch, arrivals);
      warnOfSpread(arrivals);
      account(changes.expected(), kinds, arrivals, true);
      tell(pending, kinds, counts);
    }
  }

  /** A refused batch is accounted for, too: nothing of it lands, but somebody has to look at it. */
  private List<Breach> held(
      Gate gate,
      ChangeLog.Pending pending,
      long expected,
      List<Breach> found,
      List<RowKinds.Kind> kinds,
      List<Arrival> arrivals) {
    try {
      return gate.hold(pending, expected, found);
    } catch (Failure refused) {
      account(expected, kinds, arrivals, false);
      throw refused;
    }
  }

  private void account(
      long read, List<RowKinds.Kind> kinds, List<Arrival> arrivals, boolean landed) {
    var took = Duration.ofNanos(System.nanoTime() - began);
    workplace.account().batch(staging, batch, read, kinds, arrivals, landed, took);
  }

  private static void tell(
      ChangeLog.Pending pending, List<RowKinds.Kind> kinds, Map<String, Long> counts) {
    pending.counts().forEach((status, count) -> counts.put(status.text(), count));
    counts.putAll(Account.treated(kinds));
  }

  /** The rows of a load should all carry the time at which it began. */
  private void warnOfSpread(List<Arrival> arrivals) {
    Landed.of(List.of(batch), batch.number(), arrivals).stream()
        .filter(file -> file.file().kind() == SourceFile.Kind.LOAD && file.isSpread())
        .findFirst()
        .ifPresent(
            file ->
                workplace.warn(
                    ("the rows of %s of %s carry different times, from %s on: the earliest of the files"
                            + " seen together counts as the load's. Set"
                            + " UseTaskStartTimeForFullLoadTimestamp at the DMS endpoint")
                        .formatted(
                            file.file().file(),
                            staging.staging(),
                            file.arrival()
                                .earliest()
                                .map(Object::toString)
                                .orElse("an unknown one"))));
  }
}
