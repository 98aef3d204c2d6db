package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.MillraceCommand;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs as somebody at a shell has them: of one table, tried on paper, stopped, and gone on with.
 */
class StoppedRunTest {

  private static final String SHOP = "src/test/resources/shop";

  @TempDir Path place;

  @Test
  void aRunIsTriedOnPaperThenOfOneTableThenStoppedThenGoneOnWith() throws Exception {
    deliver();

    assertThat(say(0, "run", "--dry-run", "--tables", "customers"))
        .contains("This run would do of it: staging, dimensions, facts, publish")
        .contains("new files of customers. Nothing was written.");
    assertThat(place.resolve("lake")).doesNotExist();
    assertThat(say(2, "run", "--tables", "custmers"))
        .contains("there is no staging table 'custmers'")
        .contains("did you mean 'customers'?");

    assertThat(say(0, "run", "--tables", "customers", "--stages", "staging,dimensions,facts"))
        .contains("staging     customers")
        .doesNotContain("staging     orders");
    assertThat(place.resolve("lake/staging/customers")).isDirectory();
    assertThat(place.resolve("lake/staging/orders")).doesNotExist();

    try (var run = Child.millrace(place.resolve("child.log"), line("run", "--run-id", "night"))) {
      run.says("staging     orders");
      run.signal("TERM");
      assertThat(run.ended()).as(run.said()).isEqualTo(6);
      assertThat(run.said())
          .contains("stopped by a signal before ", "; what was at work has been finished")
          .contains("run it again: it goes on from there")
          .doesNotContain("publish     shop", "\tat ");
    }
    assertThat(Files.readString(place.resolve("lake/_millrace/lease.json")))
        .contains("\"released\" : true");
    assertThat(place.resolve("lake/_millrace/running")).isEmptyDirectory();

    assertThat(say(0, "run", "--run-id", "night")).contains("publish     shop");
    assertThat(say(0, "runs")).containsSubsequence("Done", "night", "try again", "night");
    var shop = Trial.of(Path.of(SHOP), Map.of("place", place.toString()));
    assertThat(shop.warehouse("SELECT order_id FROM dw.fact_order")).containsExactly("10");
    assertThat(shop.verify()).isEmpty();
  }

  private void deliver() {
    new DmsFolder(Trial.spark(), place.resolve("raw/public/customers"))
        .deliver(
            "20260120-100000000",
            "Op string, dms_ts string, customer_id int, full_name string, email string, tier int",
            row("I", "2026-01-05 00:00:00.000000", 1, "Ann", "a@x.org", 2));
    new DmsFolder(Trial.spark(), place.resolve("raw/public/orders"))
        .deliver(
            "20260121-100000000",
            "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
                + " amount decimal(12,4)",
            row(
                "I",
                "2026-01-21 10:00:00.000000",
                10,
                1,
                Timestamp.valueOf("2026-01-15 12:00:00"),
                new BigDecimal("12.3400")));
  }

  /** What a command says that ends so. */
  private String say(int exitCode, String... arguments) throws IOException {
    var ended = new ArrayList<Integer>();
    var said = Said.by(() -> ended.add(MillraceCommand.run(line(arguments))));
    assertThat(ended).as(said).containsExactly(exitCode);
    return said;
  }

  private String[] line(String... arguments) {
    var line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--config", SHOP, "--set", "place=" + place));
    return line.toArray(String[]::new);
  }
}
