package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.acceptance.FlakyStore.Trouble;
import io.millrace.pipeline.Failure;
import io.millrace.run.Diagnosis;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs on a store that throttles, fails, times out and fills up, by a clock that jumps: each ends
 * right, or says what failed and is healed by running again.
 *
 * <p>{@code -Dmillrace.storms=N} runs through N storms and N full disks, otherwise one of each;
 * {@code -Dmillrace.small_disk=FOLDER} fills a real one, too. What the warehouse does to a publish
 * is {@link CrashTest}'s, and what clocks do to a lease is LeaseTest's.
 */
class FaultyStoreTest {

  private static final Path SHOP = Path.of("src/test/resources/shop");
  private static final int STORMS = Integer.getInteger("millrace.storms", 1);
  private static final Optional<String> SMALL_DISK =
      Optional.ofNullable(System.getProperty("millrace.small_disk"));
  private static final int MOST_RUNS = 12;
  private static final String PAUSE = "millrace.retries.pause_ms";
  private static final List<String> TABLES =
      List.of("staging/customers", "staging/orders", "dimensions/dim_customer", "facts/fact_order");

  @TempDir Path place;

  @BeforeEach
  void aStoreThatIsTriedAgainAtOnce() {
    FlakyStore.use(Trial.spark());
    System.setProperty(PAUSE, "1");
  }

  @AfterEach
  void calm() {
    FlakyStore.befall(Trouble.none());
    System.clearProperty(PAUSE);
  }

  @Test
  void afterStormsAndFullDisksTheLakeIsAsIfNothingHadBeen() throws Exception {
    var wanted = rows(delivered("undisturbed", Trouble.none()));
    for (int storm = 1; storm <= STORMS; storm++) {
      var weather = Trouble.storm(storm, 30 + 20 * (storm % 5));
      assertThat(rows(delivered("storm" + storm, weather))).as("storm %d", storm).isEqualTo(wanted);
      assertThat(weather.failed()).isPositive();

      var full = Trouble.full(new Random(storm).nextInt(90_000));
      assertThat(rows(delivered("full" + storm, full))).as("full %d", storm).isEqualTo(wanted);
      assertThat(full.failed()).isPositive();
      if (SMALL_DISK.isPresent()) {
        var folder = Path.of(SMALL_DISK.get()).resolve("small" + storm);
        assertThat(rows(onAFullDisk(folder, new Random(storm).nextInt(400_000))))
            .as("real disk %d", storm)
            .isEqualTo(wanted);
      }
    }
  }

  /** Both deliveries, before them so little room that the first run fails. */
  private static Trial onAFullDisk(Path folder, int room) throws Exception {
    var shop = new ServedShop(Server.standIn(), Files.createDirectories(folder));
    var trial = Trial.of(SHOP, Map.of("place", folder.toString()));
    shop.deliverFirst();
    var filler = folder.resolve("filler");
    try (var file = new RandomAccessFile(filler.toFile(), "rw")) {
      var block = new byte[4096];
      while (Files.getFileStore(folder).getUsableSpace() > room + block.length) {
        file.write(block);
      }
    }
    var result = trial.runWithoutLease(Clock.systemUTC());
    assertThat(result.failures()).isNotEmpty();
    for (var failure : result.failures()) {
      assertThat(told(failure)).contains("No space left on device", "make room on that disk");
    }
    Files.delete(filler);
    assertThat(trial.runWithoutLease(Clock.systemUTC()).failures()).isEmpty();
    shop.deliverSecond();
    assertThat(trial.runWithoutLease(Clock.systemUTC()).failures()).isEmpty();
    assertThat(trial.verify()).isEmpty();
    return trial;
  }

  /** Both deliveries, each run again and again until it ends well. */
  private Trial delivered(String name, Trouble trouble) throws Exception {
    var folder = Files.createDirectories(place.resolve(name));
    var shop = new ServedShop(Server.standIn(), folder);
    var trial = Trial.of(SHOP, Map.of("place", "flaky://" + folder));
    var clock = new JumpingClock(name.hashCode());
    shop.deliverFirst();
    runUntilItIsDone(trial, trouble, clock);
    shop.deliverSecond();
    runUntilItIsDone(trial, trouble, clock);
    FlakyStore.befall(Trouble.none());
    assertThat(trial.verify()).isEmpty();
    assertThat(
            trial.lake(
                "_millrace/batches",
                "SELECT count(*) FROM t a JOIN t b ON a.source = b.source AND a.batch < b.batch"
                    + " WHERE a.recorded_at >= b.recorded_at"))
        .as("batches that are listed before those they follow")
        .containsExactly("0");
    return trial;
  }

  private static void runUntilItIsDone(Trial trial, Trouble trouble, JumpingClock clock) {
    var said = new ArrayList<String>();
    for (int run = 1; run <= MOST_RUNS; run++) {
      // Whoever reads of a full disk makes room.
      boolean isOver = run == MOST_RUNS || (run > 1 && said.get(0).contains("No space left"));
      FlakyStore.befall(isOver ? Trouble.none() : trouble);
      try {
        var failures = trial.runWithoutLease(clock).failures();
        if (failures.isEmpty()) {
          return;
        }
        failures.forEach(failure -> said.add(told(failure)));
      } catch (Failure failure) {
        said.add(told(failure));
      } catch (RuntimeException e) {
        said.add(told(Diagnosis.of(e)));
      }
    }
    assertThat(said).as("the last run of %d, in calm weather", MOST_RUNS).isEmpty();
  }

  /** A failure that says what to do. */
  private static String told(Failure failure) {
    System.out.println("    " + failure.getMessage().replace("\n", "\n    "));
    var lines = failure.getMessage().lines().toList();
    assertThat(failure.kind())
        .as(failure.getMessage())
        .isIn(Failure.Kind.TRANSIENT, Failure.Kind.DATA);
    assertThat(lines).hasSizeBetween(2, 10);
    assertThat(failure.getMessage()).contains("run it again").doesNotContain("\tat ");
    return failure.getMessage();
  }

  private static Map<String, List<String>> rows(Trial trial) {
    var rows = new TreeMap<String, List<String>>();
    for (var table : TABLES) {
      var found = trial.lakeRows(table, "_seq");
      assertThat(found).as(table).isNotEmpty();
      rows.put(table, found);
    }
    return rows;
  }
}
