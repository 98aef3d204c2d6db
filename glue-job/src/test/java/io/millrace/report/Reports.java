package io.millrace.report;

import io.millrace.config.Configuration;
import io.millrace.journal.Entry;
import io.millrace.journal.EntryJson;
import io.millrace.journal.Outcome;
import io.millrace.pipeline.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports to look at: of the sample's first run, and of one in which everything went wrong. */
final class Reports {

  /** What would be markup if a page let it. */
  static final String MARKUP = "<img src=x onerror=alert(1)> & \"quoted\" {{run}}";

  private Reports() {}

  static Report good() {
    var run = sample();
    var past = new ArrayList<Entry>();
    for (int i = 1; i <= 12; i++) {
      past.add(earlier(run, i));
    }
    return new Report(run, past, pipeline());
  }

  static Report bad() {
    var run = sample();
    var failed = new ArrayList<>(run.steps());
    failed.removeIf(step -> step.stage().equals("publish") || step.stage().equals("facts"));
    failed.add(
        new Entry.Step(
            "facts", "fact_order_line", run.began().plusSeconds(40), 12.5, Map.of(), 4, true));
    var batches = new ArrayList<>(run.batches());
    batches.add(refused());
    return new Report(
        new Entry(
            "run " + MARKUP,
            run.pipeline(),
            run.millrace(),
            run.began(),
            run.seconds(),
            Outcome.REFUSED,
            run.stages(),
            failed,
            batches,
            run.violations(),
            run.sources(),
            List.of(new Entry.SetAside("/raw/orders/20260101-000000000.parquet", "is no Parquet")),
            run.drift(),
            List.of(MARKUP),
            List.of(
                new Entry.Trouble(
                    "staging",
                    "orders",
                    "refused",
                    "batch 2 of orders is refused by gate (table-configs/staging/orders.yml:3:1).\n"
                        + "    to let it land as it is: millrace accept orders/2"),
                new Entry.Trouble("facts", "fact_order_line", "transient", "S3 was slow"))),
        List.of(),
        pipeline());
  }

  /** A run without anything to do, the first of its lake. */
  static Report idle() {
    var run = sample();
    return new Report(
        new Entry(
            run.run(),
            run.pipeline(),
            run.millrace(),
            run.began(),
            2.5,
            Outcome.DONE,
            List.of("facts"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        List.of(),
        pipeline());
  }

  private static Entry.Batch refused() {
    return new Entry.Batch(
        "orders",
        2,
        3,
        9_000,
        120,
        20,
        0,
        0,
        0,
        0,
        100,
        0,
        0,
        0,
        false,
        3.2,
        Optional.of(Instant.parse("2026-01-02T00:00:00Z")),
        Optional.empty());
  }

  private static Entry earlier(Entry run, int hours) {
    var outcomes = List.of(Outcome.DONE, Outcome.DONE, Outcome.SET_ASIDE, Outcome.FAILED);
    var batches = run.batches().subList(0, hours % run.batches().size());
    return new Entry(
        "run-" + (100 - hours),
        run.pipeline(),
        run.millrace(),
        run.began().minus(Duration.ofHours(hours)),
        20 + hours * 17 % 60,
        outcomes.get(hours % outcomes.size()),
        run.stages(),
        List.of(),
        batches,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static Entry sample() {
    try (var in = Reports.class.getResourceAsStream("/report/run.json")) {
      return EntryJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Pipeline pipeline() {
    return Configuration.read(Path.of(".."), "local", Map.of(), name -> null)
        .pipeline()
        .orElseThrow();
  }
}
