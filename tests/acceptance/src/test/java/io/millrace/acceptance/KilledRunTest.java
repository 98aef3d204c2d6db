package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that runs is killed (SIGKILL) at a step boundary, and started again: one boundary after
 * the other on the same lake, until nobody kills it.
 *
 * <p>{@code -Dmillrace.kills=all} strikes at every boundary; otherwise at three, and {@link
 * RunCrashTest} ends runs at all of them within this process. {@code scripts/soak} strikes
 * anywhere.
 */
class KilledRunTest {

  private static final Path SHOP = Path.of("src/test/resources/shop");
  private static final List<String> SOME =
      List.of("staging customers ended", "facts fact_order ended", "publish shop ended");
  private static final List<String> TABLES =
      List.of(
          "SELECT * FROM dw.dim_customer ORDER BY customer_key",
          "SELECT * FROM dw.fact_order ORDER BY order_id",
          "SELECT * FROM dw.customers ORDER BY customer_id");

  @TempDir Path place;

  @Test
  void aRunThatIsKilledAtAStepBoundaryIsFinishedByTheNext() throws Exception {
    var boundaries = new ArrayList<String>();
    var undisturbed = shop("undisturbed");
    undisturbed.run(new StruckRun.Boundaries(boundaries::add));
    var struck = shop("struck");
    for (var boundary : wanted(boundaries)) {
      System.out.println("SIGKILL at: " + boundary);
      var log = place.resolve("child.log");
      try (var child = child(log, boundary)) {
        assertThat(child.ended()).as(child.said()).isEqualTo(Child.KILLED);
      }
    }

    struck.run();

    for (var query : TABLES) {
      assertThat(struck.warehouse(query)).isEqualTo(undisturbed.warehouse(query)).isNotEmpty();
    }
    assertThat(struck.verify()).isEmpty();
    assertThat(struck.verifyWarehouse()).isEmpty();
  }

  private Child child(Path log, String boundary) {
    var folder = place.resolve("struck").toString();
    return Child.of(StruckRun.class, log, SHOP.toString(), folder, boundary);
  }

  private static List<String> wanted(List<String> boundaries) {
    var all = boundaries.stream().distinct().toList();
    assertThat(all).hasSize(14).containsAll(SOME);
    return System.getProperty("millrace.kills", "").equals("all") ? all : SOME;
  }

  private Trial shop(String name) {
    var folder = place.resolve(name);
    new DmsFolder(Trial.spark(), folder.resolve("raw/public/customers"))
        .deliver(
            "20260120-100000000",
            "Op string, dms_ts string, customer_id int, full_name string, email string, tier int",
            row("I", "2026-01-05 00:00:00.000000", 1, "Ann", "a@x.org", 2),
            row("U", "2026-01-20 10:00:00.000000", 1, "Anna", "a@x.org", 2),
            row("I", "2026-01-20 10:00:01.000000", 2, "Bob", "b@x.org", 1));
    new DmsFolder(Trial.spark(), folder.resolve("raw/public/orders"))
        .deliver(
            "20260121-100000000",
            "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
                + " amount decimal(12,4)",
            row("I", "2026-01-21 10:00:00.000000", 10, 1, noon(), new BigDecimal("12.3400")),
            row("I", "2026-01-21 10:00:00.000000", 11, 7, noon(), new BigDecimal("1.0000")));
    return Trial.of(SHOP, Map.of("place", folder.toString()));
  }

  private static Timestamp noon() {
    return Timestamp.valueOf("2026-01-15 12:00:00");
  }
}
