package io.millrace.run;

import io.millrace.cdc.Batch;
import io.millrace.cdc.ChangeReader;
import io.millrace.cdc.SourceFile;
import io.millrace.cdc.SourceFolder;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Raw to staging: each source's new files become one batch, each batch one commit of its log. */
final class StagingStage {

  private final Workplace workplace;

  StagingStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<Runner.Step> steps() {
    var salt = Salt.of(workplace.pipeline());
    var open = openBatches();
    var steps = new ArrayList<Runner.Step>();
    for (var staging : workplace.pipeline().stagings()) {
      var batches =
          open.stream().filter(batch -> batch.source().equals(staging.staging())).toList();
      steps.add(new Runner.Step(staging.staging().text(), () -> take(staging, batches, salt)));
    }
    return steps;
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

  private Map<String, Long> take(Staging staging, List<Batch> batches, String salt) {
    var total = new LinkedHashMap<String, Long>();
    for (var batch : batches) {
      take(staging, batch, salt).forEach((what, count) -> total.merge(what, count, Long::sum));
    }
    return total;
  }

  private Map<String, Long> take(Staging staging, Batch batch, String salt) {
    var reader = new ChangeReader(workplace.spark(), staging, folder(staging), salt);
    var changes = reader.read(batch);
    var counts = new LinkedHashMap<String, Long>();
    counts.put("read", changes.expected());
    if (changes.rows().isEmpty()) {
      workplace.lake().changeLog(staging.staging()).pass(batch.number());
    } else {
      var verdicts = new Verdicts(staging, checks(staging), salt);
      var pending =
          workplace
              .lake()
              .changeLog(staging.staging())
              .write(verdicts.of(changes.rows().get()), batch.number());
      new Gate(staging, batch).hold(pending, changes.expected());
      pending.commit();
      pending.counts().forEach((status, count) -> counts.put(status.text(), count));
    }
    counts.put("files set aside", (long) changes.setAside().size());
    changes.setAside().forEach(workplace::setAside);
    return counts;
  }

  private List<RowCheck> checks(Staging staging) {
    return staging.rules().stream()
        .flatMap(file -> workplace.pipeline().rules().get(file).checks().stream())
        .toList();
  }
}
