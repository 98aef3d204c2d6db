package io.millrace.run;

import static org.apache.spark.sql.functions.count_if;

import io.millrace.cdc.Batch;
import io.millrace.cdc.ChangeReader;
import io.millrace.cdc.SourceFile;
import io.millrace.cdc.SourceFolder;
import io.millrace.lake.ChangeLog;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.plan.Order;
import io.millrace.quality.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Raw to staging: each source's new files become one batch, each batch one commit of its log. */
final class StagingStage {

  private final Workplace workplace;

  StagingStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<List<Runner.Step>> waves() {
    var salt = Salt.of(workplace.pipeline());
    var open = openBatches();
    var waves = new ArrayList<List<Runner.Step>>();
    for (var wave : Order.inWaves(workplace.pipeline())) {
      waves.add(
          wave.stream()
              .map(
                  staging ->
                      step(staging, () -> take(rules(staging, salt), batchesOf(staging, open))))
              .toList());
    }
    // Of tables that refer to each other in a circle, some come before what they refer to.
    waves.add(
        Order.referringAhead(workplace.pipeline()).stream()
            .map(staging -> step(staging, () -> retried(rules(staging, salt))))
            .toList());
    return waves;
  }

  private static Runner.Step step(Staging staging, Supplier<Map<String, Long>> work) {
    return new Runner.Step(staging.staging().text(), work);
  }

  private static List<Batch> batchesOf(Staging staging, List<Batch> open) {
    return open.stream().filter(batch -> batch.source().equals(staging.staging())).toList();
  }

  /** The batches that are written down but have not landed, new ones among them. */
  private List<Batch> openBatches() {
    var book = workplace.lake().batches();
    var known = book.read();
    var open = new ArrayList<Batch>();
    var fresh = new ArrayList<Batch>();
    for (var staging : workplace.pipeline().stagings()) {
      var before = known.getOrDefault(staging.staging(), List.of());
      long landed = workplace.lake().changeLog(staging.staging()).lastBatch();
      before.stream().filter(batch -> batch.number() > landed).forEach(open::add);
      var taken = new HashSet<SourceFile>();
      before.forEach(batch -> taken.addAll(batch.files()));
      var files = folder(staging).list().stream().filter(file -> !taken.contains(file)).toList();
      if (!files.isEmpty()) {
        long last = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
        fresh.add(new Batch(staging.staging(), last + 1, files));
      }
    }
    if (!fresh.isEmpty()) {
      book.record(fresh, Instant.now());
    }
    open.addAll(fresh);
    return open;
  }

  private SourceFolder folder(Staging staging) {
    var hadoop = workplace.spark().sessionState().newHadoopConf();
    var raw = workplace.pipeline().environment().raw();
    return SourceFolder.of(raw, staging.source().path(), hadoop);
  }

  private Map<String, Long> take(SourceRules rules, List<Batch> batches) {
    var total = new LinkedHashMap<String, Long>();
    for (var batch : batches) {
      take(rules, batch).forEach((what, count) -> total.merge(what, count, Long::sum));
    }
    total.putAll(retried(rules));
    return total;
  }

  private Map<String, Long> retried(SourceRules rules) {
    return new Parked(workplace, rules.staging(), rules.references()).retry();
  }

  private Map<String, Long> take(SourceRules rules, Batch batch) {
    var staging = rules.staging();
    var reader = new ChangeReader(workplace.spark(), staging, folder(staging), rules.salt());
    var log = workplace.lake().changeLog(staging.staging());
    var changes = reader.read(batch, log.columnsRead(), log.columns());
    var counts = new LinkedHashMap<String, Long>();
    counts.put("read", changes.expected());
    if (changes.rows().isEmpty()) {
      log.pass(batch.number());
    } else {
      var verdicts = new Verdicts(staging, rules);
      var pending =
          log.write(
              verdicts.of(changes.rows().get()), batch.number(), changes.columns().orElseThrow());
      new Gate(staging, batch).hold(pending, changes.expected());
      pending.commit();
      pending.counts().forEach((status, count) -> counts.put(status.text(), count));
      counts.putAll(treated(pending));
    }
    counts.put("files set aside", (long) changes.setAside().size());
    workplace.drift(changes.drift());
    changes.setAside().forEach(workplace::setAside);
    return counts;
  }

  /** How many accepted rows a check warned of, or corrected. */
  private static Map<String, Long> treated(ChangeLog.Pending pending) {
    if (!pending.counts().containsKey(Status.ACCEPTED)) {
      return Map.of();
    }
    var row =
        pending
            .rows(Status.ACCEPTED)
            .agg(
                count_if(Violations.any(OnFail.Kind.WARN)),
                count_if(Violations.any(OnFail.Kind.SET)))
            .head();
    return Map.of("warned", row.getLong(0), "corrected", row.getLong(1));
  }

  private SourceRules rules(Staging staging, String salt) {
    return new SourceRules(workplace, staging, salt);
  }
}
