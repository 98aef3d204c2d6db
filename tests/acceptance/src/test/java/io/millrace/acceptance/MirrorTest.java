package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Warehouse;
import io.millrace.run.Publishing;
import io.millrace.run.Stage;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror in Redshift is the source's table, row for row, in whatever order its files came. */
class MirrorTest {

  private static final String COLUMNS =
      "Op string, dms_ts string, id int, owner string, balance decimal(12,2), opened timestamp,"
          + " note string";
  private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  private static final int KEYS = 40;

  @TempDir Path place;

  private final Random random = new Random(20_260_105);
  private final TreeMap<Integer, List<Object>> source = new TreeMap<>();
  private int changes;

  @Test
  void itIsTheSourcesTable() throws Exception {
    var trial = Trial.of(configuration(), Map.of("place", place.toString()));
    var served = trial.publishingTo(Server.standIn().warehouse("mirrored", Warehouse.Loader.COPY));
    var folder = new DmsFolder(Trial.spark(), place.resolve("raw/bank/accounts"));
    folder.deliver("LOAD00000001", COLUMNS.replace("Op string, ", ""), load());

    for (int round = 0; round < 3; round++) {
      var files = new ArrayList<List<Object[]>>();
      for (int file = 0; file < 4; file++) {
        files.add(someChanges());
      }
      var order = new ArrayList<>(List.of(0, 1, 2, 3));
      Collections.shuffle(order, random);
      for (int i = 0; i < order.size(); i++) {
        int file = order.get(i);
        var name = "20260106-%d%d0000000".formatted(round, file);
        folder.deliver(name, COLUMNS, files.get(file).toArray(Object[][]::new));
        if (i % 2 == 1) {
          trial.run(Stage.STAGING, Stage.DIMENSIONS);
          served.publish(Publishing.CHANGES);
        }
      }

      assertThat(served.warehouse("SELECT * FROM mirrored.accounts ORDER BY id"))
          .as("after round %d", round)
          .containsExactlyElementsOf(source.values().stream().map(MirrorTest::line).toList());
    }
    assertThat(source).hasSizeBetween(5, KEYS - 1);
  }

  private Object[][] load() {
    for (int id = 1; id <= KEYS / 2; id++) {
      source.put(id, row(id));
    }
    return source.values().stream()
        .map(
            row -> {
              var values = new ArrayList<>(row);
              values.add(0, "2026-01-05 00:00:00.000000");
              return values.toArray();
            })
        .toArray(Object[][]::new);
  }

  /** What happens in the source, several times to some of its rows. */
  private List<Object[]> someChanges() {
    var file = new ArrayList<Object[]>();
    for (int i = 0; i < 15; i++) {
      int id = 1 + random.nextInt(KEYS);
      boolean isThere = source.containsKey(id);
      if (isThere && random.nextInt(3) == 0) {
        source.remove(id);
        file.add(change("D", row(id)));
      } else {
        source.put(id, row(id));
        file.add(change(isThere ? "U" : "I", source.get(id)));
      }
    }
    return file;
  }

  private Object[] change(String op, List<Object> row) {
    var values = new ArrayList<Object>(List.of(op, time(BEGIN.plusSeconds(3600 + ++changes))));
    values.addAll(row);
    return values.toArray();
  }

  private List<Object> row(int id) {
    var row = new ArrayList<Object>();
    row.add(id);
    row.add("Ünal " + random.nextInt(5));
    row.add(new BigDecimal(random.nextInt(1_000_000) - 500_000).movePointLeft(2));
    row.add(Timestamp.from(BEGIN.minusSeconds(random.nextInt(1_000_000_000))));
    row.add(random.nextBoolean() ? null : "note " + random.nextInt(3));
    return row;
  }

  private static String time(Instant time) {
    return Timestamp.from(time) + "00000";
  }

  private static String line(List<Object> row) {
    return "%s|%s|%s|%s|%s"
        .formatted(
            row.get(0),
            row.get(1),
            row.get(2),
            row.get(3).toString().replaceFirst("\\.0$", ""),
            row.get(4));
  }

  private Path configuration() throws Exception {
    var configuration = place.resolve("config");
    var tables = Files.createDirectories(configuration.resolve("table-configs/staging"));
    Files.writeString(
        tables.resolveSibling("pipeline.yml"),
        """
        pipeline: bank
        environments:
          local: {raw: "${var:place}/raw", lake: "${var:place}/lake", warehouse: {kind: local}}
        """);
    Files.writeString(
        tables.resolve("accounts.yml"),
        """
        staging: accounts
        source: {path: bank/accounts, timestamp: dms_ts}
        key: [id]
        columns: {id: int, owner: string, balance: "decimal(12,2)", opened: timestamp, note: string}
        redshift: {mirror: true}
        """);
    return configuration;
  }
}
