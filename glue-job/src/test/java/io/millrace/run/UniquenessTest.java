package io.millrace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.quality.Breach;
import io.millrace.quality.UniqueCheck;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Random changes in random order, against a plain reading of who shares what at the end. */
class UniquenessTest {

  private static final StructType LOG =
      StructType.fromDDL(
          "_op string, _at timestamp, _load boolean, _position array<string>, _file string,"
              + " _row bigint, _digest bigint, _filtered boolean, _effective timestamp,"
              + " _status string, id bigint, name string, _key_before struct<id:bigint>");

  private record Change(
      String op, int at, String status, boolean filtered, long id, String name, Long before) {}

  @Test
  void keysThatShareAValueWithAKeyOfTheBatchAreFoundWhateverCameFirst() {
    var random = new Random(11);
    for (int i = 0; i < 2; i++) {
      var changes = new ArrayList<Change>();
      for (int n = 0; n < 400; n++) {
        changes.add(anyChange(random, n));
      }
      Collections.shuffle(changes, random);
      int cut = 100 + random.nextInt(200);
      var log = changes.subList(0, cut);
      var batch = changes.subList(cut, changes.size());

      var found = uniqueness().breach(rows(log), rows(batch)).map(Breach::said);

      assertThat(found).as("%s and then %s", log, batch).isEqualTo(expected(changes, batch));
      assertThat(found.orElseThrow()).contains("values are shared");
    }
  }

  @Test
  void aSmallBatchMostlySharesNothing() {
    var random = new Random(12);
    var shares = new TreeSet<Boolean>();
    for (int i = 0; i < 4; i++) {
      var changes = new ArrayList<Change>();
      for (int n = 0; n < 40; n++) {
        changes.add(anyChange(random, n));
      }
      var log = changes.subList(0, 36);
      var batch = changes.subList(36, changes.size());

      var found = uniqueness().breach(rows(log), rows(batch)).map(Breach::said);

      assertThat(found).as("%s and then %s", log, batch).isEqualTo(expected(changes, batch));
      shares.add(found.isPresent());
    }
    assertThat(shares).contains(false);
  }

  /** The values that a key of the batch shares now. */
  private static Optional<String> expected(List<Change> all, List<Change> batch) {
    var present = new TreeMap<Long, String>();
    all.stream()
        .filter(change -> counts(change))
        .sorted(Comparator.comparingInt(Change::at))
        .forEach(
            change -> {
              if (change.before() != null) {
                present.remove(change.before());
              }
              if (change.op().equals("D") || change.filtered()) {
                present.remove(change.id());
              } else {
                present.put(change.id(), change.name());
              }
            });
    var touched = new TreeSet<String>();
    for (var change : batch) {
      if (counts(change) && present.get(change.id()) != null) {
        touched.add(present.get(change.id()));
      }
    }
    var groups = new TreeMap<String, TreeSet<String>>();
    present.forEach(
        (id, name) -> {
          if (name != null && touched.contains(name)) {
            groups.computeIfAbsent(name, value -> new TreeSet<>()).add("" + id);
          }
        });
    groups.values().removeIf(keys -> keys.size() < 2);
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    var example =
        groups.values().stream()
            .min(
                Comparator.<TreeSet<String>, String>comparing(TreeSet::first)
                    .thenComparing(TreeSet::last))
            .orElseThrow();
    return Optional.of(
        "%d %s shared by %d keys, e.g. id %s and %s"
            .formatted(
                groups.size(),
                groups.size() == 1 ? "value is" : "values are",
                groups.values().stream().mapToInt(TreeSet::size).sum(),
                example.first(),
                example.last()));
  }

  private static boolean counts(Change change) {
    return !change.status().equals("quarantined");
  }

  private static Change anyChange(Random random, int at) {
    long id = 1L + random.nextInt(150);
    boolean isRekeyed = random.nextInt(8) == 0;
    return new Change(
        random.nextInt(6) == 0 ? "D" : "U",
        at,
        List.of("accepted", "accepted", "parked", "quarantined").get(random.nextInt(4)),
        random.nextInt(9) == 0,
        id,
        random.nextInt(8) == 0 ? null : "n" + random.nextInt(300),
        isRekeyed ? (Long) (id % 150 + 1) : null);
  }

  private static Dataset<Row> rows(List<Change> changes) {
    var rows = new ArrayList<Row>();
    for (var change : changes) {
      rows.add(
          RowFactory.create(
              change.op(),
              Timestamp.from(Instant.EPOCH.plusSeconds(change.at())),
              false,
              new String[0],
              "f",
              (long) change.at(),
              0L,
              change.filtered(),
              null,
              change.status(),
              change.id(),
              change.name(),
              change.before() == null ? null : RowFactory.create(change.before())));
    }
    return SparkSessions.open("unique").createDataFrame(rows, LOG);
  }

  private static Uniqueness uniqueness() {
    var configuration =
        Configuration.read(
            Path.of("src/test/resources/quality/unique"), "local", Map.of(), name -> null);
    assertThat(configuration.problems()).isEmpty();
    var pipeline = configuration.pipeline().orElseThrow();
    var staging = pipeline.stagings().get(0);
    var checks = UniqueCheck.among(staging, pipeline.rules().get("people.yml").beyond());
    return new Uniqueness(staging, checks.get(0), List.of());
  }
}
