package io.millrace.run;

import io.millrace.cdc.Backlog;
import io.millrace.cdc.Batch;
import io.millrace.pipeline.Staging;
import io.millrace.plan.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Raw to staging: each source's new files become batches, each batch one commit of its log. */
final class StagingStage {

  private final Workplace workplace;

  StagingStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<List<Runner.Step>> waves() {
    BucketOwner.require(workplace.pipeline().environment());
    RawFolder.require(
        workplace.pipeline().environment(), workplace.spark().sessionState().newHadoopConf());
    var salt = Salt.of(workplace.pipeline(), workplace.lake());
    var open = OpenBatches.listed(workplace, Backlog.USUAL);
    var waves = new ArrayList<List<Runner.Step>>();
    for (var wave : Order.inWaves(workplace.pipeline())) {
      waves.add(
          wave.stream()
              .filter(workplace::takes)
              .map(staging -> step(staging, taking(rules(staging, salt), open)))
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

  /** What has landed in a try that failed later is counted with the next. */
  private Supplier<Map<String, Long>> taking(SourceRules rules, OpenBatches open) {
    var total = new LinkedHashMap<String, Long>();
    return () -> take(rules, open, total);
  }

  private Map<String, Long> take(SourceRules rules, OpenBatches open, Map<String, Long> total) {
    var flawed = FlawedLoads.soFar(workplace, rules.staging());
    try {
      for (var batch : unlanded(rules.staging(), open)) {
        take(rules, batch).forEach((what, count) -> total.merge(what, count, Long::sum));
      }
    } finally {
      // A source of which nothing lands any more is the first that somebody has to be told of.
      new Freshness(workplace, rules.staging()).check(workplace.now());
    }
    total.putAll(retried(rules));
    if (!open.of(rules.staging()).isEmpty()) {
      flawed.tellNew();
      compact(rules.staging());
    }
    total.putAll(archived(rules.staging(), open));
    return total;
  }

  private List<Batch> unlanded(Staging staging, OpenBatches open) {
    long landed = workplace.lake().changeLog(staging.staging()).lastBatch();
    return open.of(staging).stream().filter(batch -> batch.number() > landed).toList();
  }

  private Map<String, Long> archived(Staging staging, OpenBatches open) {
    return workplace
        .pipeline()
        .environment()
        .archive()
        .map(place -> new Archive(workplace, staging, place).move(open.listing(staging)))
        .orElse(Map.of());
  }

  /** Each batch adds files; before they are too many, they are put together. */
  private void compact(Staging staging) {
    var target = workplace.pipeline().environment().maintain().targetFile();
    workplace
        .lake()
        .changeLog(staging.staging())
        .compaction(staging.key(), target)
        .compact(Maintenance.BY_ITSELF);
  }

  private Map<String, Long> retried(SourceRules rules) {
    return new Parked(workplace, rules.staging(), rules.references()).retry();
  }

  private Map<String, Long> take(SourceRules rules, Batch batch) {
    return new Landing(rules, batch).take();
  }

  private SourceRules rules(Staging staging, String salt) {
    return new SourceRules(workplace, staging, salt);
  }
}
