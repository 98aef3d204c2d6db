package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.RunResult;
import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is delivered twice, in halves, broken, or not at all, below a folder of an odd name. */
class DeliveryTest {

  private static final String THINGS = "Op string, dms_ts string, seq string, id int, name string";
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @TempDir Path place;
  private Trial trial;
  private DmsFolder things;
  private DmsFolder notes;

  @BeforeEach
  void twoSources() {
    trial = Trial.of(Path.of("src/test/resources/delivered"), Map.of("place", place.toString()));
    things = new DmsFolder(Trial.spark(), place.resolve("r[a]w {x}*?/things"));
    notes = new DmsFolder(Trial.spark(), place.resolve("r[a]w {x}*?/notes"));
  }

  @Test
  void whatACompleteLoadLacksIsDeletedAndWhatItHeldRejectedIsNot() throws IOException {
    things.deliver(
        "LOAD00000001",
        THINGS,
        row("I", "2026-01-05", "", 1, "Ann"),
        row("I", "2026-01-05", "", 2, "Bob"),
        row("I", "2026-01-05", "", 3, "Cid"),
        row("I", "2026-01-05", "", 5, "Eve"));
    things.deliver("20260106-100000000", THINGS, row("I", "2026-01-06", "01", 4, "Dan"));
    run();
    things.deliver(
        "LOAD00000002",
        THINGS,
        row("I", "2026-01-08", "", 1, "Ann"),
        row("I", "2026-01-08", "", 3, null),
        row("I", "2026-01-08", "", 5, "test"));
    things.deliver("20260109-100000000", THINGS, row("I", "2026-01-09", "02", 6, "Fay"));

    var half = run();

    assertThat(half.step(Stage.STAGING, "things").counts())
        .containsEntry("quarantined", 1L)
        .containsEntry("dropped", 1L);
    assertThat(mirror("things"))
        .containsExactly("1|Ann", "2|Bob", "3|Cid", "4|Dan", "5|Eve", "6|Fay");
    Files.createFile(place.resolve("r[a]w {x}*?/things/_SUCCESS"));
    run();
    assertThat(mirror("things")).containsExactly("1|Ann", "3|Cid", "5|Eve", "6|Fay");
    assertThat(run().wrote()).isFalse();
  }

  @Test
  void aLoadOfWhichAFileCannotBeReadDeletesNothingAndSaysSoOnce() throws IOException {
    things.deliver("LOAD00000001", THINGS, row("I", "2026-01-05", "", 1, "Ann"));
    Files.writeString(place.resolve("r[a]w {x}*?/things/LOAD00000002.parquet"), "not Parquet");

    assertThat(trial.run(Stage.STAGING).warnings())
        .filteredOn(warning -> warning.contains("deletes nothing"))
        .containsExactly(
            "table-configs/staging/things.yml:1:1: the load of things of 2026-01-05T00:00:00Z"
                + " deletes nothing: LOAD00000002.parquet could not be read. Deliver"
                + " LOAD00000002.parquet again as it should be, or let DMS load the table anew");
    things.deliver("20260106-100000000", THINGS, row("I", "2026-01-06", "01", 4, "Dan"));
    assertThat(trial.run(Stage.STAGING).warnings())
        .noneMatch(warning -> warning.contains("deletes nothing"));
  }

  @Test
  void randomChangesInRandomBatchesWithRedeliveriesBalanceAndEndAlike() {
    var random = new Random(20260105);
    var changes = new ArrayList<Object[]>();
    var last = new TreeMap<Integer, String>();
    for (int i = 0; i < 300; i++) {
      int id = random.nextInt(40);
      var name = List.of("Ann", "Bob", "Cid", "Dan").get(random.nextInt(4));
      var op = random.nextInt(8) == 0 ? "D" : "U";
      var at = START.plus(Duration.ofMinutes(i / 3)).toString().replace("T", " ").replace("Z", "");
      changes.add(row(op, at, "%09d".formatted(i), id, name));
      last.put(id, op.equals("D") ? null : name);
    }
    last.values().removeIf(name -> name == null);
    var delivered = new ArrayList<>(changes);
    var again = new ArrayList<>(changes);
    Collections.shuffle(again, random);
    delivered.addAll(again.subList(0, 60));
    Collections.shuffle(delivered, random);
    // One place is claimed by two contents, of which a delete is the one that counts.
    var claimed = delivered.get(0);
    delivered.add(row("D", claimed[1], claimed[2], 999, null));
    delivered.add(row("U", claimed[1], claimed[2], 999, "Fay"));

    long accepted = 0;
    long redelivered = 0;
    var warnings = new ArrayList<String>();
    for (int batch = 0; batch < 3; batch++) {
      int size = (delivered.size() + 2) / 3;
      var rows = delivered.subList(batch * size, Math.min(delivered.size(), (batch + 1) * size));
      // The key's type drifts from file to file.
      var columns = batch == 1 ? THINGS.replace("id int", "id string") : THINGS;
      things.deliver(
          "2026010%d-100000000".formatted(6 - batch),
          columns,
          rows.stream()
              .map(
                  row ->
                      columns.equals(THINGS)
                          ? row
                          : row(row[0], row[1], row[2], String.valueOf(row[3]), row[4]))
              .toArray(Object[][]::new));
      var result = trial.run(Stage.STAGING, Stage.DIMENSIONS);
      assertThat(result.failures()).isEmpty();
      var counts = result.step(Stage.STAGING, "things").counts();
      assertThat(counts.get("accepted") + counts.getOrDefault("redelivered", 0L))
          .isEqualTo(counts.get("read"));
      accepted += counts.get("accepted");
      redelivered += counts.getOrDefault("redelivered", 0L);
      warnings.addAll(result.warnings());
    }

    assertThat(accepted).isEqualTo(302);
    assertThat(redelivered).isEqualTo(60);
    assertThat(mirror("things"))
        .containsExactlyInAnyOrderElementsOf(
            last.entrySet().stream().map(row -> row.getKey() + "|" + row.getValue()).toList());
    assertThat(warnings)
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("batch 3 of things brings different contents to 1 place")
                    .contains("id 999 at " + claimed[1].toString().substring(0, 10)))
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("things has not changed within 2 hours, as `fresh_within` asks"));
  }

  @Test
  void aWholeFileThatComesAgainWithoutASequenceIsOneFile() {
    var columns = "Op string, id int, name string";
    notes.deliver("20260105-120000000", columns, row("I", 1, "Ann"), row("I", 2, "Bob"));
    notes.deliver("20260105-130000000", columns, row("U", 1, "Anna"));
    run();
    notes.deliver("20260105-140000000", columns, row("I", 1, "Ann"), row("I", 2, "Bob"));

    var again = run();

    assertThat(again.step(Stage.STAGING, "notes").counts())
        .containsEntry("redelivered", 2L)
        .doesNotContainKey("accepted");
    assertThat(mirror("notes")).containsExactly("1|Anna", "2|Bob");
  }

  @Test
  void aFileWithBrokenPagesIsSetAsideAndTheRestGoesOn() throws IOException {
    var columns = "Op string, id int, name string";
    notes.deliver("20260105-120000000", columns, row("I", 1, "Ann"));
    notes.deliver("20260105-130000000", columns, row("I", 2, "Bob"), row("I", 3, "Cid"));
    var file = place.resolve("r[a]w {x}*?/notes/20260105-130000000.parquet");
    var bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, 4, 60, (byte) 0x7f);
    Files.write(file, bytes);

    var result = run();

    assertThat(result.failures()).isEmpty();
    assertThat(result.setAside())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.toString())
                    .contains("20260105-130000000.parquet: its footer is fine, but its rows"));
    assertThat(mirror("notes")).containsExactly("1|Ann");
    assertThat(run().wrote()).isFalse();
  }

  private RunResult run() {
    return trial.run(Stage.STAGING, Stage.DIMENSIONS);
  }

  private List<String> mirror(String source) {
    return trial.lake("mirrors/" + source, "SELECT id, name FROM t ORDER BY id");
  }
}
