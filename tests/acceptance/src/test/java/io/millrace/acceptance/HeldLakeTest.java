package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that want one lake.
 *
 * <p>{@code -Dmillrace.races=10} lets two start at once so often, otherwise once; {@code
 * -Dmillrace.pauses=all} pauses a holder in every stage, otherwise after its first dimension.
 */
class HeldLakeTest {

  private static final Path SHOP = Path.of("src/test/resources/shop");
  private static final int RACES = Integer.getInteger("millrace.races", 1);
  private static final List<String> PAUSES =
      System.getProperty("millrace.pauses", "").equals("all")
          ? List.of("staging     customers", "dimensions  dim_customer", "facts       fact_order")
          : List.of("dimensions  dim_customer");

  @TempDir Path place;

  @Test
  void ofTwoThatStartAtOnceOneWorksAndTheOtherNamesIt() throws Exception {
    new ServedShop(Server.standIn(), place).deliverFirst();
    for (int race = 1; race <= RACES; race++) {
      var runs = new HashMap<Integer, String>();
      var said = new HashMap<Integer, String>();
      try (var one = start("one-" + race);
          var other = start("other-" + race)) {
        runs.put(one.ended(), "one-" + race);
        said.put(one.ended(), one.said());
        runs.put(other.ended(), "other-" + race);
        said.put(other.ended(), other.said());
      }

      assertThat(runs).as(said.toString()).containsOnlyKeys(0, 4);
      System.out.printf("race %d: %s%n%s", race, runs, said.get(4));
      assertThat(said.get(4))
          .contains("another run holds the lake: run " + runs.get(0) + " (millrace run) on ")
          .contains("nothing was done: run again when it has ended");
    }
    var shop = Trial.of(SHOP, Map.of("place", place.toString()));
    assertThat(shop.warehouse("SELECT order_id FROM dw.fact_order ORDER BY 1"))
        .containsExactly("10", "11");
    assertThat(shop.verify()).isEmpty();
  }

  private Child start(String run) {
    return Child.millrace(
        place.resolve(run + ".log"),
        "run",
        "--config",
        SHOP.toString(),
        "--set",
        "place=" + place,
        "--run-id",
        run);
  }

  @Test
  void aHolderThatIsPausedPastItsLeaseIsReplacedAndWritesNothingMore() throws Exception {
    for (var pause : PAUSES) {
      var schema = "held" + PAUSES.indexOf(pause);
      var folder = Files.createDirectories(place.resolve(schema));
      var configuration = new ServedConfiguration(folder, schema, "5s");
      var shop = new ServedShop(Server.standIn(), folder, configuration.folder()).deliverFirst();
      var trial = shop.on(Server.standIn().warehouse(schema, Warehouse.Loader.COPY));
      try (var paused = configuration.child("run")) {
        paused.says(pause);
        paused.signal("STOP");
        System.out.println("SIGSTOP after " + pause);

        runOnceItIsFree(trial);
        var committed = commits(folder);
        var served = ServedShop.tables(trial, schema);
        paused.signal("CONT");

        assertThat(paused.ended()).as(paused.said()).isEqualTo(6);
        System.out.println(paused.said());
        assertThat(paused.said())
            .contains("this run was held up for longer than its lease of the lake (`lease: 5 s`)")
            .contains("it writes nothing more, since another may have taken over")
            .contains("run it again: it goes on from what has landed");
        assertThat(commits(folder)).as("after " + pause).isEqualTo(committed);
        assertThat(ServedShop.tables(trial, schema)).as("after " + pause).isEqualTo(served);
        assertThat(served).allSatisfy((table, rows) -> assertThat(rows).isNotEmpty());
      }
      assertThat(trial.run().wrote()).isFalse();
      assertThat(trial.verify()).isEmpty();
      assertThat(trial.verifyWarehouse()).isEmpty();
    }
  }

  private static void runOnceItIsFree(Trial trial) {
    while (true) {
      try {
        trial.run();
        return;
      } catch (Failure e) {
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(Failure.Kind.LOCKED);
        assertThat(e).hasMessageContaining("another run holds the lake: run ");
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
  }

  /** All that says what has been committed: logs of tables, and what lies beside them. */
  private static Map<String, String> commits(Path folder) throws IOException {
    var lake = folder.resolve("lake");
    var commits = new TreeMap<String, String>();
    try (var files = Files.walk(lake)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = lake.relativize(file).toString();
        if (name.contains("_delta_log")
            || name.matches("_millrace/[^/]*|_millrace/.*[.](json|html)")) {
          commits.put(name, Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
      }
    }
    return commits;
  }
}
