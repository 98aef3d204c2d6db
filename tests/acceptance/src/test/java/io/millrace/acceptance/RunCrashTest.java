package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.lease.Lease;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before they are done, and those that must not begin. */
class RunCrashTest {

  private static final String CUSTOMERS =
      "Op string, dms_ts string, customer_id int, full_name string, email string, tier string";
  private static final String ORDERS =
      "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
          + " amount decimal(12,4)";
  private static final List<String> TABLES =
      List.of(
          "SELECT customer_id, full_name, tier, valid_from, is_inferred FROM dw.dim_customer"
              + " ORDER BY 1, 4",
          "SELECT f.order_id, c.full_name, f.amount FROM dw.fact_order f"
              + " JOIN dw.dim_customer c ON c.customer_key = f.customer_key ORDER BY 1",
          "SELECT customer_id, tier FROM dw.customers ORDER BY 1");

  @TempDir Path place;

  /** The run ends here, and says so; one that cannot say anything is {@link KilledRunTest}'s. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aRunThatEndsAtAnyStepBoundaryIsHealedByTheNext() throws IOException {
    var undisturbed = shop("undisturbed");
    undisturbed.run();
    var disturbed = shop("disturbed");
    var crashes = new ArrayList<String>();
    while (crashedAtTheNext(disturbed, crashes)) {}

    assertThat(crashes)
        .hasSize(14)
        .endsWith(
            "facts fact_order began",
            "facts fact_order ended",
            "facts dim_customer began",
            "facts dim_customer ended",
            "publish shop began",
            "publish shop ended");
    for (var query : TABLES) {
      assertThat(disturbed.warehouse(query)).isEqualTo(undisturbed.warehouse(query));
    }
    assertThat(disturbed.verify()).isEmpty();
  }

  @Test
  void aSecondRunIsToldWhoHoldsTheLakeAndAFactThatFailsHidesNothing() throws IOException {
    var shop = shop("shop");
    var lake = new Location(place.resolve("shop/lake").toString());
    try (var held = Lease.take(lake, Duration.ofMinutes(1), "run-1", "millrace run")) {
      assertThatThrownBy(shop::run)
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.LOCKED))
          .hasMessageContaining("another run holds the lake: run run-1 (millrace run)");
      held.check();
    }
    assertThat(place.resolve("shop/lake/staging")).doesNotExist();
    // A fact's table that is no table: what else there is goes on.
    Files.createDirectories(place.resolve("shop/lake/facts/fact_order/_delta_log"));
    Files.writeString(
        place.resolve("shop/lake/facts/fact_order/_delta_log/00000000000000000000.json"), "{no");

    assertThatThrownBy(shop::run).hasMessageContaining("_delta_log is damaged");

    assertThat(shop.lake("dimensions/dim_customer", "SELECT count(*) FROM t WHERE is_current"))
        .isNotEqualTo(List.of("0"));
    try (var files = Files.walk(place.resolve("shop/lake/facts/fact_order"))) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(shop.run().step(Stage.FACTS, "fact_order").wrote()).isTrue();
    assertThat(shop.warehouse(TABLES.get(1))).containsExactly("10|Ann|12.34", "11|null|1.00");
  }

  /** Runs up to the first step boundary beyond those at which runs have crashed, and crashes. */
  private static boolean crashedAtTheNext(Trial trial, List<String> crashes) {
    int next = crashes.size() + 1;
    var passed = new ArrayList<String>();
    try {
      trial.run(
          new StruckRun.Boundaries(
              name -> {
                passed.add(name);
                if (passed.size() == next) {
                  crashes.add(name);
                  throw new Crash();
                }
              }));
      return false;
    } catch (Failure e) {
      assertThat(e).hasCauseInstanceOf(Crash.class);
      return true;
    }
  }

  private Trial shop(String name) {
    var folder = place.resolve(name);
    new DmsFolder(Trial.spark(), folder.resolve("raw/public/customers"))
        .deliver(
            "20260120-100000000",
            CUSTOMERS,
            row("I", "2026-01-05 00:00:00.000000", 1, "Ann", "a@x.org", "2"),
            row("U", "2026-01-20 10:00:00.000000", 1, "Anna", "a@x.org", "2"),
            row("I", "2026-01-20 10:00:01.000000", 2, "Bob", "b@x.org", "1"));
    new DmsFolder(Trial.spark(), folder.resolve("raw/public/orders"))
        .deliver(
            "20260121-100000000",
            ORDERS,
            row("I", "2026-01-21 10:00:00.000000", 10, 1, at("2026-01-15"), dec("12.3400")),
            row("I", "2026-01-21 10:00:00.000000", 11, 7, at("2026-01-15"), dec("1.0000")));
    return Trial.of(Path.of("src/test/resources/shop"), Map.of("place", folder.toString()));
  }

  private static java.sql.Timestamp at(String date) {
    return java.sql.Timestamp.valueOf(date + " 12:00:00");
  }

  private static java.math.BigDecimal dec(String number) {
    return new java.math.BigDecimal(number);
  }
}
