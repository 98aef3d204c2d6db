package io.millrace.run;

import io.millrace.cdc.Backlog;
import io.millrace.cdc.Batch;
import io.millrace.cdc.SourceFile;
import io.millrace.cdc.SourceFolder;
import io.millrace.pipeline.Staging;
import io.millrace.plan.Order;
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
  private final Backlog backlog;

  StagingStage(Workplace workplace) {
    this(workplace, Backlog.USUAL);
  }

  StagingStage(Workplace workplace, Backlog backlog) {
    this.workplace = workplace;
    this.backlog = backlog;
  }

  List<List<Runner.Step>> waves() {
    var salt = Salt.of(workplace.pipeline(), workplace.lake());
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
    var arrivals = workplace.arrivals();
    var open = new ArrayList<Batch>();
    var fresh = new ArrayList<Batch>();
    var now = Instant.now();
    for (var staging : workplace.pipeline().stagings()) {
      var before = arrivals.batches(staging.staging());
      long landed = workplace.lake().changeLog(staging.staging()).lastBatch();
      before.stream().filter(batch -> batch.number() > landed).forEach(open::add);
      var taken = new HashSet<SourceFile>();
      before.forEach(batch -> taken.addAll(batch.files()));
      var files =
          folder(staging).list().stream()
              .filter(file -> !taken.contains(file))
              .filter(file -> file.kind() != SourceFile.Kind.MARKER || isAwaited(staging))
              .toList();
      long last = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
      fresh.addAll(backlog.batches(staging.staging(), last, now, files));
    }
    if (!fresh.isEmpty()) {
      workplace.lake().batches().record(fresh);
      arrivals.taken(fresh);
    }
    open.addAll(fresh);
    return open;
  }

  /** Whether a marker says anything about a source's loads. */
  private static boolean isAwaited(Staging staging) {
    return staging.replaces() && staging.loadComplete() == Staging.LoadComplete.MARKER;
  }

  private SourceFolder folder(Staging staging) {
    var hadoop = workplace.spark().sessionState().newHadoopConf();
    var raw = workplace.pipeline().environment().raw();
    return SourceFolder.of(raw, staging.source().path(), hadoop);
  }

  private Map<String, Long> take(SourceRules rules, List<Batch> batches) {
    var total = new LinkedHashMap<String, Long>();
    try {
      for (var batch : batches) {
        take(rules, batch).forEach((what, count) -> total.merge(what, count, Long::sum));
      }
    } finally {
      // A source of which nothing lands any more is the first that somebody has to be told of.
      new Freshness(workplace, rules.staging()).check(Instant.now());
    }
    total.putAll(retried(rules));
    if (!batches.isEmpty()) {
      compact(rules.staging());
    }
    return total;
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
    return new Landing(workplace, rules, folder(rules.staging()), batch).take();
  }

  private SourceRules rules(Staging staging, String salt) {
    return new SourceRules(workplace, staging, salt);
  }
}
