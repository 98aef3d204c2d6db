package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody types who repairs a rule: quarantine, accept, replay, reprocess. */
class RepairCommandsTest {

  private static final String COLUMNS = "Op string, id int, name string, grade int";
  private static final String RULE = "checks:\n  - range: {column: grade, max: %d}\n";

  @TempDir Path place;

  @BeforeEach
  void aPipelineWhoseRuleIsTooStrict() throws IOException {
    Files.createDirectories(place.resolve("table-configs/staging"));
    Files.createDirectories(place.resolve("rules"));
    Files.writeString(
        place.resolve("table-configs/pipeline.yml"),
        "pipeline: repairs\nenvironments:\n  local: {raw: raw, lake: lake}\n");
    names("name");
    rule(4);
  }

  private void names(String expression) throws IOException {
    Files.writeString(
        place.resolve("table-configs/staging/people.yml"),
        """
        staging: people
        source: {path: people}
        key: [id]
        columns: {id: int, name: string, grade: int}
        rules: [people.yml]
        gate: {quarantined_below: 60%%}
        transform:
          - set: {name: "%s"}
        """
            .formatted(expression));
  }

  private void rule(int max) throws IOException {
    Files.writeString(place.resolve("rules/people.yml"), RULE.formatted(max));
  }

  private void deliver(int batch, Object[]... rows) {
    new DmsFolder(Trial.spark(), place.resolve("raw/people"))
        .deliver("2026010%d-120000000".formatted(batch), COLUMNS, rows);
  }

  @Test
  void aRuleIsRepairedByCommandsAlone() throws IOException {
    deliver(1, row("I", 1, "ann", 1), row("I", 2, "bob", 9));
    assertThat(typed("run").exitCode()).isZero();
    whatIsKeptOutIsListedByTableAndRule();

    // A refused batch waits, and is refused again, until somebody accepts it.
    deliver(2, row("I", 3, "cid", 1), row("I", 4, "dan", 9), row("I", 5, "eve", 9));
    for (int i = 0; i < 2; i++) {
      var refused = typed("run");
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.err()).contains("millrace accept people/2");
      assertThat(standing()).containsExactly("1|ann|accepted|1", "2|null|quarantined|1");
    }
    assertThat(typed("accept", "people/2").exitCode()).isZero();
    assertThat(typed("run").exitCode()).isZero();
    assertThat(standing()).contains("3|cid|accepted|2", "4|null|quarantined|2");

    // Or until the rule lets it pass.
    deliver(3, row("I", 6, "fay", 8), row("I", 7, "gus", 8));
    assertThat(typed("run").exitCode()).isEqualTo(3);
    rule(9);
    assertThat(typed("run").exitCode()).isZero();
    assertThat(standing()).contains("6|fay|accepted|3", "4|null|quarantined|2");

    var replay = typed("replay", "--table", "people", "--run-id", "again");
    assertThat(replay.exitCode()).as(replay.err()).isZero();
    assertThat(replay.out().lines())
        .allSatisfy(line -> assertThat(line).matches("[0-9T:-]+Z again .*"));
    assertThat(standing()).allMatch(line -> line.contains("|accepted|")).hasSize(7);

    // From a batch on: those before it stay as they were made.
    names("upper(name)");
    assertThat(typed("reprocess", "--table", "people", "--since", "3").exitCode()).isZero();
    assertThat(standing()).contains("1|ann|accepted|1", "5|eve|accepted|2", "6|FAY|accepted|3");
    var none = typed("reprocess", "--table", "people", "--since", "2999-01-01");
    assertThat(none.out()).contains("Nothing has changed");
    assertThat(typed("reprocess", "--table", "people", "--since", "2000-01-01").exitCode())
        .isZero();
    assertThat(standing()).contains("1|ANN|accepted|1");

    // More than a gate lets pass is refused whole, unless it is said that it is meant.
    rule(0);
    var tooMuch = typed("reprocess", "--table", "people", "--log-format", "json");
    assertThat(tooMuch.exitCode()).isEqualTo(3);
    assertThat(tooMuch.err()).contains("{\"time\"", "--in-spite-of-gates");
    assertThat(standing()).allMatch(line -> line.contains("|accepted|"));
    assertThat(typed("reprocess", "--table", "people", "--in-spite-of-gates").exitCode()).isZero();
    assertThat(standing()).allMatch(line -> line.contains("|quarantined|"));
  }

  private void whatIsKeptOutIsListedByTableAndRule() {
    var listed = typed("quarantine", "--table", "people");
    assertThat(listed.out()).contains("range: grade", "rules/people.yml:2:5", "bob");
    assertThat(typed("quarantine", "--rule", "grade", "--limit", "0").out())
        .contains("range: grade")
        .doesNotContain("bob");
    assertThat(typed("quarantine", "--rule", "other").out()).doesNotContain("bob");
  }

  private Provocation.Ended typed(String... words) {
    var line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--config", place.toString()));
    return new Provocation(place, place.resolve("raw"), place.resolve("lake"))
        .command(line.toArray(String[]::new));
  }

  private List<String> standing() {
    return Trial.of(place, Map.of())
        .lake("staging/people", "SELECT id, name, _status, _batch FROM t ORDER BY id");
  }
}
