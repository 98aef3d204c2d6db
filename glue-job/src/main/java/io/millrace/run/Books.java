package io.millrace.run;

import io.millrace.journal.Entry;
import io.millrace.journal.EntryJson;
import io.millrace.journal.Release;
import io.millrace.lake.Lake;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Pipeline;
import io.millrace.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps the books of a run: its entry in the journal and its report. They come after everything
 * else, so what goes wrong with them is said and changes nothing about how the run ended.
 */
final class Books implements Observer {

  /** So many runs before this one are shown in its report. */
  private static final int TREND = 30;

  private static final String LATEST = "latest";

  private final Pipeline pipeline;
  private final Lake lake;
  private final Observer told;
  private final Map<List<Object>, Long> retries = new HashMap<>();
  private Set<Stage> stages = Set.of();

  /** Tells {@code told} of what was written down. */
  Books(SparkSession spark, Pipeline pipeline, Fence fence, Observer told) {
    this.pipeline = pipeline;
    this.lake = new Lake(spark, pipeline.environment().lake(), fence);
    this.told = told;
  }

  @Override
  public void runBegan(RunBegan run) {
    lake.markFormat();
    stages = run.stages();
    var names = run.stages().stream().sorted().map(Stage::toString).toList();
    var beginning =
        new Entries.Beginning(run.runId(), run.pipeline().text(), Release.VERSION, run.at(), names);
    lake.running().write(file(run.runId()), EntryJson.line(beginning));
  }

  @Override
  public void tryFailed(TryFailed failed) {
    retries.merge(List.of(failed.stage(), failed.table()), 1L, Long::sum);
  }

  @Override
  public void runEnded(RunResult result) {
    var entry =
        Entries.of(
            pipeline.name(),
            stages,
            result,
            step -> retries.getOrDefault(List.of(step.stage(), step.table()), 0L));
    List<Entry> past = List.of();
    try {
      past = lake.journal().last(TREND);
      write(entry);
    } catch (Exception | FSError e) {
      told.warned("this run is not in the journal: " + Diagnosis.of(e).getMessage());
    }
    Optional<Location> report = Optional.empty();
    try {
      report = Optional.of(report(new Report(entry, past, pipeline)));
    } catch (Exception | FSError e) {
      told.warned("this run has no report: " + Diagnosis.of(e).getMessage());
    }
    told.journaled(entry, report);
  }

  /** What else is marked as running was killed: there is one writer to a lake. */
  private void write(Entry entry) {
    var running = lake.running();
    var begun = running.names();
    var entries = new ArrayList<Entry>();
    for (var name : begun) {
      if (!name.equals(file(entry.run()))) {
        running
            .read(name)
            .map(json -> EntryJson.read(json, Entries.Beginning.class))
            .map(Entries::interrupted)
            .ifPresent(entries::add);
      }
    }
    entries.add(entry);
    lake.journal().write(entries);
    begun.forEach(running::remove);
  }

  private Location report(Report report) {
    var html = report.html();
    var json = report.json();
    for (var folder : List.of(LATEST, folder(report.run().run()))) {
      lake.reports(folder).write("report.json", json);
      lake.reports(folder).write("report.html", html);
    }
    return lake.reports(folder(report.run().run())).location("report.html");
  }

  private static String file(String run) {
    return folder(run) + ".json";
  }

  /** A run's name as a folder's: somebody may have given it one that is none. */
  private static String folder(String run) {
    var plain = run.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.startsWith(".") || plain.equals(LATEST) ? "_" + plain : plain;
  }
}
