package io.millrace.run;

import io.millrace.cdc.Backlog;
import io.millrace.cdc.Batch;
import io.millrace.cdc.SourceFile;
import io.millrace.cdc.SourceFolder;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The batches that wait to land: those that were written down before and have not landed, and those
 * of files that a listing shows for the first time, which are written down before they are read.
 */
final class OpenBatches {

  private final Workplace workplace;
  private final Backlog backlog;
  private final Map<TableName, List<Batch>> open = new HashMap<>();
  private final Map<TableName, Failure> unlisted = new HashMap<>();
  private final Map<TableName, List<SourceFile>> listings = new HashMap<>();

  private OpenBatches(Workplace workplace, Backlog backlog) {
    this.workplace = workplace;
    this.backlog = backlog;
  }

  /** Lists the folders of all sources, and writes down what is new. */
  static OpenBatches listed(Workplace workplace, Backlog backlog) {
    var batches = new OpenBatches(workplace, backlog);
    batches.list(workplace.pipeline().stagings().stream().filter(workplace::takes).toList());
    return batches;
  }

  /** Those of a source, oldest first; one that could not be listed may be listed by now. */
  synchronized List<Batch> of(Staging staging) {
    var before = unlisted.get(staging.staging());
    if (before != null && before.kind() == Failure.Kind.TRANSIENT) {
      list(List.of(staging));
    }
    var failure = unlisted.get(staging.staging());
    if (failure != null) {
      throw failure;
    }
    return open.getOrDefault(staging.staging(), List.of());
  }

  /** Everything that lies in a source's folder. */
  synchronized List<SourceFile> listing(Staging staging) {
    return listings.getOrDefault(staging.staging(), List.of());
  }

  private void list(List<Staging> stagings) {
    var arrivals = workplace.arrivals();
    var fresh = new ArrayList<Batch>();
    var now = arrivals.listing();
    for (var staging : stagings) {
      var name = staging.staging();
      var before = arrivals.batches(name);
      long landed = workplace.lake().changeLog(name).lastBatch();
      open.put(name, new ArrayList<>(before));
      open.get(name).removeIf(batch -> batch.number() <= landed);
      long last = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
      fresh.addAll(backlog.batches(name, last, now, newFiles(staging, before)));
    }
    if (!fresh.isEmpty()) {
      workplace.lake().batches().record(fresh);
      arrivals.taken(fresh);
      fresh.forEach(batch -> open.get(batch.source()).add(batch));
    }
  }

  private List<SourceFile> newFiles(Staging staging, List<Batch> before) {
    var taken = new HashSet<SourceFile>();
    before.forEach(batch -> taken.addAll(batch.files()));
    return files(staging, before.isEmpty()).stream()
        .filter(file -> !taken.contains(file))
        .filter(file -> file.kind() != SourceFile.Kind.MARKER || isAwaited(staging))
        .toList();
  }

  /** What keeps a source from being listed is a failure of this source alone. */
  private List<SourceFile> files(Staging staging, boolean isFirst) {
    try {
      var hadoop = workplace.spark().sessionState().newHadoopConf();
      var folder = SourceFolder.of(workplace.pipeline().environment().raw(), staging, hadoop);
      var files = folder.list();
      listings.put(staging.staging(), files);
      unlisted.remove(staging.staging());
      if (isFirst && files.isEmpty() && !folder.exists()) {
        workplace.warn(
            "%s: nothing has ever come for %s: there is no folder %s. Correct `raw` or the path of its `source`, or wait until DMS writes"
                .formatted(staging.place(), staging.staging(), folder.path()));
      }
      return files;
    } catch (Failure failure) {
      unlisted.put(staging.staging(), failure);
      return List.of();
    }
  }

  /** Whether a marker says anything about a source's loads. */
  private static boolean isAwaited(Staging staging) {
    return staging.replaces() && staging.loadComplete() == Staging.LoadComplete.MARKER;
  }
}
