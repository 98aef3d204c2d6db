package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.MillraceCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person, a monitor and a catalog see of three runs: one that lands, one idle, one refused.
 */
class WatchedRunTest {

  private static final String CONFIG = "src/test/resources/watched";
  private static final String CUSTOMERS =
      "Op string, dms_ts string, customer_id int, full_name string, email string, tier string";
  private static final String ORDERS =
      "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
          + " amount decimal(12,4)";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path place;
  private LoopbackCollector collector;

  @Test
  void runsAreJournaledReportedCountedAndTraced() throws IOException {
    try (var aws = LoopbackAws.start();
        var listening = LoopbackCollector.start()) {
      collector = listening;
      aws.secret("watched/salt", "0123456789abcdef0123456789abcdef");
      deliver();
      var first = command("run", "--run-id", "run-1", "--metrics", "emf");
      assertThat(first.exitCode).as(first.text).isZero();
      everyLineNamesTheRun(first.lines);
      theLinesSayWhatLandedAndWhatDidNot(first.text);
      theJournalBalances();
      theMetricLinesHaveTheNamesThatTheMonitoringReads(first.lines);
      theReportIsAsItsSchemaSays();
      theCollectorKnowsWhatIsMadeOfWhat();

      // A run that was killed leaves word that it began, and nothing else.
      Files.writeString(
          place.resolve("lake/_millrace/running/killed.json"),
          "{\"run\":\"killed\",\"pipeline\":\"watched\",\"millrace\":\"0\","
              + "\"began\":\"2026-01-01T00:00:00Z\",\"stages\":[\"staging\"]}");
      var before = Everything.below(place.resolve("lake/staging"), text -> List.of("file"));
      var idle = command("run", "--run-id", "run-2", "--log-format", "json");
      assertThat(idle.exitCode).as(idle.text).isZero();
      assertThat(idle.lines)
          .allSatisfy(
              line -> assertThat(JSON.readTree(line).path("run").asText()).isEqualTo("run-2"));
      assertThat(idle.text).contains("Nothing to do").doesNotContain("\"_aws\"");
      assertThat(Everything.below(place.resolve("lake/staging"), text -> List.of("file")))
          .isEqualTo(before);
      assertThat(place.resolve("lake/_millrace/running")).isEmptyDirectory();
      assertThat(aws.messages()).isEmpty();

      deliverMoreThanTheGateLetsThrough();
      var refused = command("run", "--run-id", "run-3");
      assertThat(refused.exitCode).as(refused.text).isEqualTo(3);
      assertThat(refused.text)
          .contains("Refused by a gate", "millrace accept customers/2")
          .contains("What to do");
      assertThat(aws.messages()).hasSize(1);
      assertThat(aws.messages().get(0).get("Subject")).isEqualTo("Millrace watched: refused");
      assertThat(aws.messages().get(0).get("Message"))
          .contains("batch 2 of customers is refused", "What to do", "run-3");

      theJournalIsReadBack();
    }
  }

  private void deliver() {
    new DmsFolder(Trial.spark(), place.resolve("raw/public/customers"))
        .deliver(
            "20260120-100000000",
            CUSTOMERS,
            row("I", "2026-01-20 10:00:00.000000", 1, "Anna <b>", "ann@x.org", "2"),
            row("I", "2026-01-20 10:00:01.000000", 2, "Bob", "bob@x.org", "7731"),
            row("I", "2026-01-20 10:00:02.000000", 3, null, "c@x.org", "two"));
    new DmsFolder(Trial.spark(), place.resolve("raw/public/orders"))
        .deliver(
            "20260121-100000000",
            ORDERS,
            row(
                "I",
                "2026-01-21 10:00:00.000000",
                10,
                1,
                java.sql.Timestamp.valueOf("2026-01-15 12:00:00"),
                new java.math.BigDecimal("12.3400")));
  }

  private void deliverMoreThanTheGateLetsThrough() {
    new DmsFolder(Trial.spark(), place.resolve("raw/public/customers"))
        .deliver(
            "20260122-100000000",
            CUSTOMERS,
            row("I", "2026-01-22 10:00:00.000000", 4, "Dan", "d@x.org", "99"));
  }

  private static void everyLineNamesTheRun(List<String> lines) {
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("{"))
        .allSatisfy(line -> assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z run-1 .*"));
  }

  private static void theLinesSayWhatLandedAndWhatDidNot(String text) {
    assertThat(text)
        .contains("staging     customers            3 read: 1 accepted, 2 quarantined")
        .contains("Landed      4 rows read, 2 accepted")
        .contains("Held back   2 quarantined")
        .contains("What to do  `millrace quarantine` shows the rows")
        .contains("Not fresh   customers")
        .contains("_millrace/reports/run-1/report.html")
        .doesNotContain("7731", "x.org", "Bob", "not done by this version");
  }

  private void theJournalBalances() throws IOException {
    var entry = shown("run-1");
    assertThat(entry.at("/outcome").asText()).isEqualTo("done");
    assertThat(entry.at("/batches")).hasSize(2);
    for (var batch : entry.at("/batches")) {
      long sum = 0;
      for (var way : List.of("accepted", "quarantined", "parked", "dropped", "redelivered")) {
        sum += batch.path(way).asLong();
      }
      assertThat(sum).isEqualTo(batch.path("read").asLong()).isPositive();
      assertThat(batch.path("landed").asBoolean()).isTrue();
    }
    var broken = new ArrayList<String>();
    entry
        .at("/violations")
        .forEach(
            one ->
                broken.add(
                    "%s %s %s %s"
                        .formatted(
                            one.path("rule").asText(),
                            one.path("on_fail").asText(),
                            one.path("rows").asLong(),
                            one.path("examples"))));
    assertThat(broken)
        .containsExactlyInAnyOrder(
            "range: tier quarantine 1 [\"9999\"]",
            "type quarantine 1 [\"xxx\"]",
            "not_null: full_name quarantine 1 [\"null\"]");
  }

  private static void theMetricLinesHaveTheNamesThatTheMonitoringReads(List<String> lines)
      throws IOException {
    var metrics = new ArrayList<JsonNode>();
    for (var line : lines) {
      if (line.startsWith("{\"_aws\"")) {
        metrics.add(JSON.readTree(line));
      }
    }
    assertThat(metrics).hasSize(4);
    var customers =
        metrics.stream()
            .filter(line -> line.path("Table").asText().equals("customers"))
            .findFirst()
            .orElseThrow();
    var wanted = new TreeSet<String>();
    JSON.readTree(Path.of("../../terraform/modules/monitoring/metrics.json").toFile())
        .fieldNames()
        .forEachRemaining(wanted::add);
    assertThat(wanted).isNotEmpty().allSatisfy(name -> assertThat(customers.has(name)).isTrue());
    var declared = customers.at("/_aws/CloudWatchMetrics/0/Metrics");
    assertThat(declared)
        .allSatisfy(
            metric -> assertThat(customers.path(metric.path("Name").asText()).isNumber()).isTrue());
    assertThat(customers.path("QuarantinePercent").asDouble()).isBetween(66.0, 67.0);
    assertThat(customers.path("OverdueSeconds").asLong()).isPositive();
    assertThat(customers.path("Read").asLong()).isEqualTo(3);
  }

  private void theReportIsAsItsSchemaSays() throws IOException {
    var folder = place.resolve("lake/_millrace/reports");
    var json = Files.readString(folder.resolve("run-1/report.json"));
    assertThat(JSON.readTree(json).at("/run/run").asText()).isEqualTo("run-1");
    var page = Files.readString(folder.resolve("latest/report.html"));
    assertThat(page).contains("<h1>watched").doesNotContain("7731", "x.org");
  }

  private void theCollectorKnowsWhatIsMadeOfWhat() {
    var lake = place.resolve("lake").toString();
    var staged = collector.ended("watched.staging.customers");
    assertThat(staged.at("/eventType").asText()).isEqualTo("COMPLETE");
    assertThat(staged.at("/inputs/0/name").asText()).endsWith("raw/public/customers");
    assertThat(staged.at("/outputs/0/name").asText()).isEqualTo(lake + "/staging/customers");
    var masked = staged.at("/outputs/0/facets/columnLineage/fields/email/inputFields/0");
    assertThat(masked.path("field").asText()).isEqualTo("email");
    assertThat(masked.at("/transformations/0/masking").asBoolean()).isTrue();

    var fact = collector.ended("watched.facts.fact_order");
    var inputs = new TreeSet<String>();
    fact.at("/inputs").forEach(input -> inputs.add(input.path("name").asText()));
    assertThat(inputs).containsExactly(lake + "/dimensions/dim_customer", lake + "/staging/orders");
    var fields = fact.at("/outputs/0/facets/columnLineage/fields");
    assertThat(fields.at("/amount/inputFields/0/field").asText()).isEqualTo("amount");
    var key = new TreeSet<String>();
    fields.at("/customer_key/inputFields").forEach(from -> key.add(from.path("field").asText()));
    assertThat(key).containsExactly("customer_id", "customer_key", "ordered_at");
    assertThat(fact.at("/run/facets/parent/job/name").asText()).isEqualTo("watched");
    assertThat(collector.ended("watched").at("/eventType").asText()).isEqualTo("COMPLETE");
  }

  private void theJournalIsReadBack() throws IOException {
    var runs = command("runs");
    assertThat(runs.lines).hasSize(5);
    assertThat(runs.lines.get(0)).startsWith("BEGAN (UTC)");
    assertThat(runs.lines.get(1)).contains("Refused by a gate").endsWith("run-3");
    assertThat(runs.lines.get(2)).endsWith("run-2");
    assertThat(runs.lines.get(4)).contains("Interrupted").endsWith("killed");
    assertThat(command("runs", "--last", "1").lines).hasSize(2);

    var refused = command("show", "run-3");
    assertThat(refused.text)
        .contains("refused: nothing of it has landed", "range: tier", "is refused by gate");
    assertThat(command("show").text).isEqualTo(refused.text);
    assertThat(command("show", "run").text).contains("could be any of 3 runs");
    assertThat(command("show", "nothing").text).contains("has no run 'nothing'");
    assertThat(shown("run-3").at("/batches/0/landed").asBoolean()).isFalse();
    assertThat(
            shown("run-3").at("/batches/0/refused").asLong()
                + shown("run-3").at("/batches/0/quarantined").asLong())
        .isEqualTo(1);

    var format = place.resolve("lake/_millrace/format/format.json");
    Files.writeString(format, "{\"format\": 2}");
    Files.deleteIfExists(format.resolveSibling(".format.json.crc"));
    for (var name : List.of("run", "runs", "verify", "maintain")) {
      var future = command(name);
      assertThat(future.exitCode).as(name).isEqualTo(2);
      assertThat(future.text).contains("the lake has format 2", "knows formats up to 1");
    }
  }

  private JsonNode shown(String run) throws IOException {
    return JSON.readTree(command("show", run, "--format", "json").text);
  }

  /** What a command wrote to both streams, and how it ended. */
  private record Ended(int exitCode, String text, List<String> lines) {}

  private Ended command(String name, String... more) {
    var written = new ByteArrayOutputStream();
    var out = System.out;
    var err = System.err;
    try (var both = new PrintStream(written, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      var line = new ArrayList<>(List.of(name));
      line.addAll(List.of(more));
      line.addAll(List.of("--config", CONFIG));
      line.addAll(List.of("--set", "place=" + place + ",collector=" + collector.url()));
      int exitCode = MillraceCommand.run(line.toArray(String[]::new));
      var text = written.toString(StandardCharsets.UTF_8);
      return new Ended(exitCode, text, text.lines().toList());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
