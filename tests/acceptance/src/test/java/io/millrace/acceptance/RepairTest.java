package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.Maintenance;
import io.millrace.run.RunResult;
import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that was wrong is repaired as if it had always been right. */
class RepairTest {

  private static final Path RIGHT = Path.of("src/test/resources/repaired");
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String THINGS =
      "Op string, dms_ts string, seq string, id int, old_id int, name string, email string,"
          + " grade int, owner string, note string";
  private static final String NOTES = "Op string, id int, thing int, amount double, at timestamp";
  private static final List<String> TABLES =
      List.of(
          "staging/things",
          "staging/notes",
          "staging/owners",
          "dimensions/dim_thing",
          "facts/fact_note",
          "mirrors/things",
          "mirrors/notes");

  @TempDir Path place;
  private final Random random = new Random(20260105);
  private final List<Object[]> sent = new ArrayList<>();
  private int sequence;

  @Test
  void whatWasRejectedOrMadeWronglyIsInTheEndWhatItIsUnderRulesThatWereAlwaysRight()
      throws IOException {
    var always = trial("right", Map.of());
    var rejecting =
        trial(
            "wrong",
            Map.of(
                "{column: grade, max: 9}", "{column: grade, max: 4}",
                "@[^@]+$", "@b$",
                "Dan, Eve]", "Dan]",
                "{column: amount, min: 0}", "{column: amount, min: 50}"));
    for (int batch = 1; batch <= 2; batch++) {
      deliver(batch);
      assertThat(always.run(Stage.STAGING).failures()).isEmpty();
      assertThat(rejecting.run(Stage.STAGING).failures()).isEmpty();
    }
    always.run(Stage.DIMENSIONS, Stage.FACTS);
    rejecting.run(Stage.DIMENSIONS, Stage.FACTS);
    var wanted = everything(always);
    assertThat(everything(rejecting)).isNotEqualTo(wanted);
    var right = trial("wrong", Map.of());

    var replay = right.replay();

    assertThat(replay.failures()).isEmpty();
    assertThat(replay.warnings()).noneMatch(warning -> warning.contains("is gone"));
    balances(replay, "things");
    balances(replay, "notes");
    same(right, wanted);
    assertThat(right.replay().wrote()).as("once more").isFalse();

    var mistaken =
        trial(
            "wrong",
            Map.of(
                "upper(name)", "lower(name)",
                "grade < 9", "grade < 3",
                "born: int", "born: smallint",
                "{column: grade, min: 1}", "{column: grade, min: 3}",
                "Cid, Dan, Eve]", "Cid]",
                "{column: amount, min: 0}", "{column: amount, min: 30}"));
    balances(mistaken.reprocess("things", "notes", "owners"), "things");
    assertThat(everything(right)).isNotEqualTo(wanted);

    var reprocessed = right.reprocess("things", "notes", "owners");

    assertThat(reprocessed.failures()).isEmpty();
    balances(reprocessed, "things");
    balances(reprocessed, "notes");
    same(right, wanted);
    assertThat(right.reprocess("things", "notes", "owners").wrote()).as("once more").isFalse();
  }

  @Test
  void whatHasLandedIsArchivedAndReadAgainFromThere() throws IOException {
    var archived =
        Map.of(
            "lake: ${var:place}/lake-${var:lake}",
            "lake: ${var:place}/lake\n    archive: ${var:place}/archive\n    maintain: {vacuum_after: 1h, within: 10m}");
    var wrong = new TreeMap<>(archived);
    wrong.put("{column: amount, min: 0}", "{column: amount, min: 50}");
    var trial = trial("", wrong);
    var notes = new DmsFolder(Trial.spark(), place.resolve("raw/notes"));
    var things = new DmsFolder(Trial.spark(), place.resolve("raw/things"));
    var at = Instant.parse("2026-02-03T04:05:06.789Z");
    notes.deliver("LOAD00000001", NOTES, row("I", 1, 1, 60.0, null), row("I", 2, 1, 20.0, null));
    written("notes/LOAD00000001", at);
    notes.deliver("sub folder/20260105-120000000", NOTES, row("U", 3, 1, 70.0, null));
    Files.writeString(place.resolve("raw/notes/20260105-130000000.parquet"), "no Parquet at all");
    things.deliver("LOAD00000001", THINGS, thing("I", START, "", 1, 1));

    var first = trial.run(Stage.STAGING);

    assertThat(first.step(Stage.STAGING, "notes").counts()).containsEntry("files archived", 2L);
    assertThat(first.setAside()).hasSize(1);
    assertThat(below("raw"))
        .containsExactly("notes/20260105-130000000.parquet", "things/LOAD00000001.parquet");
    var load = "notes/year=2026/month=02/20260203T040506789Z-%d/LOAD00000001.parquet";
    var kept = load.formatted(size("archive/" + below("archive").get(1)));
    assertThat(below("archive"))
        .hasSize(2)
        .anyMatch(
            file ->
                file.matches(
                    "notes/year=2026/month=01/[^/]*/sub folder/20260105-120000000.parquet"))
        .contains(kept);
    assertThat(trial.run(Stage.STAGING).wrote()).as("nothing is new").isFalse();

    // A later change completes the load; a run was killed between copying and deleting a file.
    things.deliver("20260110-120000000", THINGS, thing("U", START.plusSeconds(9), "1", 1, 1));
    notes.deliver("LOAD00000001", NOTES, row("I", 9, 1, 10.0, null));
    Files.copy(
        place.resolve("archive/" + kept),
        Files.createDirectories(place.resolve("raw/notes/again"))
            .getParent()
            .resolve("20260101-000000000.parquet"));
    var second = trial.run(Stage.STAGING);

    assertThat(second.step(Stage.STAGING, "things").counts()).containsEntry("files archived", 2L);
    assertThat(second.step(Stage.STAGING, "notes").counts())
        .containsEntry("read", 3L)
        .containsEntry("files archived", 2L);
    assertThat(below("raw")).containsExactly("notes/20260105-130000000.parquet");
    Files.copy(place.resolve("archive/" + kept), place.resolve("raw/notes/LOAD00000001.parquet"));
    written("notes/LOAD00000001", at);
    var healed = trial.run(Stage.STAGING).step(Stage.STAGING, "notes").counts();
    assertThat(healed).containsEntry("files archived", 1L).doesNotContainKey("read");
    assertThat(below("raw")).containsExactly("notes/20260105-130000000.parquet");

    var again =
        below("archive").stream()
            .filter(
                file ->
                    file.startsWith("notes/")
                        && file.endsWith("LOAD00000001.parquet")
                        && !file.equals(kept))
            .toList();
    Files.delete(place.resolve("archive/" + again.get(0)));
    var right = trial("", archived);
    var replay = right.replay("notes");

    assertThat(replay.warnings())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning)
                    .contains("1 row of batch notes/2 cannot be read again and stays as it is: ")
                    .contains("/raw/notes/LOAD00000001.parquet is gone, or is another file now"));
    assertThat(
            right.lake(
                "staging/notes",
                "SELECT id, _status, _batch, _file, _row, _at FROM t WHERE _load ORDER BY _batch, id"))
        .containsExactly(
            "1|accepted|1|LOAD00000001.parquet|0|2026-02-03 04:05:06.789",
            "2|accepted|1|LOAD00000001.parquet|1|2026-02-03 04:05:06.789",
            "9|quarantined|2|LOAD00000001.parquet|0|"
                + right.lake("staging/notes", "SELECT _at FROM t WHERE id = 9").get(0));
    maintained(right, archived);
  }

  /** Every table is kept in shape, and what killed runs left behind goes once it is old. */
  private void maintained(Trial trial, Map<String, String> archived) throws IOException {
    var rows = trial.lake("staging/notes", "SELECT * FROM t ORDER BY _batch, _file, _row");
    var old = Instant.now().minus(Duration.ofHours(2));
    var abandoned = place.resolve("lake/staging/notes/_status=accepted/part-00000-x.parquet");
    var underWay = place.resolve("lake/staging/notes/_status=accepted/part-00001-x.parquet");
    var load = place.resolve("lake/_millrace/temp/0a1b2c3d-0000-4000-8000-0123456789ab");
    Files.createDirectories(load.resolve("things"));
    for (var file : List.of(abandoned, underWay, load.resolve("things/part.csv"))) {
      Files.writeString(file, "half");
    }
    for (var file :
        List.of(abandoned, load.resolve("things/part.csv"), load.resolve("things"), load)) {
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(old));
    }
    var hurried = new TreeMap<>(archived);
    hurried.put("within: 10m", "within: 0s");

    var left = trial("", hurried).maintain();
    var done = trial.maintain();

    assertThat(left)
        .filteredOn(Maintenance.Result::left)
        .extracting(Maintenance.Result::table)
        .contains("staging/notes", "_millrace/batches");
    assertThat(done).noneMatch(Maintenance.Result::left);
    assertThat(done)
        .filteredOn(it -> it.table().equals("staging/notes"))
        .singleElement()
        .satisfies(it -> assertThat(it.removed()).isEqualTo(1));
    assertThat(done)
        .filteredOn(it -> it.table().equals("_millrace/batches"))
        .singleElement()
        .satisfies(it -> assertThat(it.compacted().into()).isEqualTo(1));
    assertThat(abandoned).doesNotExist();
    assertThat(load).doesNotExist();
    assertThat(underWay).exists();
    assertThat(trial.lake("staging/notes", "SELECT * FROM t ORDER BY _batch, _file, _row"))
        .isEqualTo(rows);
    assertThat(trial.run(Stage.STAGING).wrote()).isFalse();
  }

  private void written(String file, Instant at) throws IOException {
    Files.setLastModifiedTime(
        place.resolve("raw/" + file + ".parquet"), java.nio.file.attribute.FileTime.from(at));
  }

  private long size(String file) throws IOException {
    return Files.size(place.resolve(file));
  }

  private List<String> below(String folder) throws IOException {
    try (var files = Files.walk(place.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .map(file -> place.resolve(folder).relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static void balances(RunResult result, String table) {
    var counts = result.step(Stage.STAGING, table).counts();
    long landed =
        List.of("accepted", "quarantined", "parked", "dropped", "redelivered").stream()
            .mapToLong(status -> counts.getOrDefault(status, 0L))
            .sum();
    assertThat(counts.get("read again")).isPositive().isEqualTo(landed);
  }

  /** Two loads, changes, deletes, changed keys, what comes again, and what contradicts it. */
  private void deliver(int batch) {
    var things = new DmsFolder(Trial.spark(), place.resolve("raw/things"));
    var notes = new DmsFolder(Trial.spark(), place.resolve("raw/notes"));
    var at = START.plus(Duration.ofDays(batch));
    var load = new ArrayList<Object[]>();
    for (int id = 1; id < 30; id++) {
      if (random.nextInt(4) > 0) {
        load.add(thing("I", at, "", id, id));
      }
    }
    things.deliver("LOAD0000000" + batch, THINGS, load.toArray(Object[][]::new));
    var changes = new ArrayList<Object[]>();
    for (int i = 0; i < 60; i++) {
      int id = 1 + random.nextInt(30);
      var op = List.of("I", "U", "U", "U", "U", "D").get(random.nextInt(6));
      int before = random.nextInt(10) == 0 ? 1 + random.nextInt(30) : id;
      var when = at.plus(Duration.ofMinutes(1 + i / 2));
      changes.add(thing(op, when, "%09d".formatted(++sequence), id, before));
    }
    var again = new ArrayList<Object[]>();
    for (var earlier : sent) {
      // What waits for its owner comes once.
      if (random.nextInt(5) == 0 && earlier[8] == null) {
        var other = earlier.clone();
        other[7] = random.nextInt(3) == 0 ? Integer.valueOf(random.nextInt(9)) : earlier[7];
        again.add(other);
      }
    }
    sent.addAll(changes);
    changes.addAll(again);
    things.deliver(
        "2026010%d-120000000".formatted(5 + batch), THINGS, changes.toArray(Object[][]::new));
    var noted = new ArrayList<Object[]>();
    for (int i = 0; i < 20; i++) {
      noted.add(
          row(
              "I",
              random.nextInt(40),
              1 + random.nextInt(32),
              random.nextInt(120) - 20.0,
              java.sql.Timestamp.from(at.plus(Duration.ofHours(random.nextInt(60) - 30)))));
    }
    notes.deliver(
        "2026010%d-120000000".formatted(5 + batch), NOTES, noted.toArray(Object[][]::new));
    notes.deliver(
        "2026010%d-130000000".formatted(5 + batch),
        NOTES,
        row("I", 77, 1, 20.0, null),
        row("D", 78, 1, 5.0, null));
    if (batch == 2) {
      new DmsFolder(Trial.spark(), place.resolve("raw/owners"))
          .deliver(
              "20260107-110000000",
              "Op string, dms_ts string, name string, born int",
              row("I", at.toString(), "late", 1999));
    }
  }

  private Object[] thing(String op, Instant at, String seq, int id, int before) {
    return row(
        op,
        at.toString().replace("T", " ").replace("Z", ".000000"),
        seq,
        id,
        before,
        List.of("Ann", "Bob ", "Cid", "Dan", "Eve", "Fay").get(random.nextInt(6)),
        random.nextInt(8)
            + (random.nextInt(9) == 0 ? "" : List.of("@b", "@c").get(random.nextInt(2))),
        random.nextInt(12) == 0
            ? null
            : Integer.valueOf(random.nextInt(11) - (random.nextInt(9) == 0 ? 200 : 0)),
        random.nextInt(5) == 0 ? List.of("late", "never").get(random.nextInt(2)) : null,
        random.nextInt(3) == 0 ? null : "note " + random.nextInt(5));
  }

  private Trial trial(String lake, Map<String, String> mistakes) throws IOException {
    var config = Files.createTempDirectory(place, "config");
    try (var files = Files.walk(RIGHT)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var text = Files.readString(file);
        for (var mistake : mistakes.entrySet()) {
          text = text.replace(mistake.getKey(), mistake.getValue());
        }
        var copy = config.resolve(RIGHT.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, text);
      }
    }
    return Trial.of(config, Map.of("place", place.toString(), "lake", lake));
  }

  private static void same(Trial trial, Map<String, List<String>> wanted) {
    everything(trial)
        .forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(wanted.get(table)));
  }

  /** Every row of every table, but for the number of the commit that last changed it. */
  private static Map<String, List<String>> everything(Trial trial) {
    var all = new TreeMap<String, List<String>>();
    for (var table : TABLES) {
      trial.lake(table, "SELECT * FROM t LIMIT 0");
      var columns =
          Arrays.stream(Trial.spark().table("t").columns())
              .filter(name -> !name.equals("_seq"))
              .sorted()
              .map(RepairTest::told)
              .toList();
      var query = "SELECT to_json(struct(" + String.join(", ", columns) + ")) j FROM t ORDER BY j";
      all.put(table, trial.lake(table, query));
    }
    return all;
  }

  /**
   * Whether what a rejected row names was there is said as it was when the row was judged, and an
   * accepted one names the rule file that it was judged by.
   */
  private static String told(String column) {
    var rejected = "_status IN ('quarantined', 'dropped')";
    return switch (column) {
      case "_violations" ->
          "transform(filter(_violations, v -> v.on_fail <> 'park' OR NOT "
              + rejected
              + "), v -> struct(v.rule, v.column, v.value, v.on_fail)) v";
      case "_waits" -> "IF(" + rejected + ", null, _waits) w";
      default -> column;
    };
  }
}
