package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster computes is what one machine computes, row for row and key for key. */
class ClusterTest {

  private static final Path SHOP = Path.of("src/test/resources/shop").toAbsolutePath();
  private static final String CUSTOMERS =
      "Op string, dms_ts string, customer_id int, full_name string, email string, tier string";
  private static final String ORDERS =
      "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
          + " amount decimal(12,4)";

  @TempDir Path place;

  @Test
  void aStandaloneClusterComputesWhatOneMachineComputes() throws Exception {
    var here = place.resolve("here");
    var there = place.resolve("there");
    try (var cluster =
        StandaloneCluster.startedIn(Files.createDirectories(place.resolve("cluster")))) {
      deliver(here);
      both(here, there, cluster);
      deliverMore(here);
      both(here, there, cluster);

      for (int worker = 0; worker < StandaloneCluster.WORKERS; worker++) {
        assertThat(cluster.executors(worker)).as("executors of worker %d", worker).isPositive();
      }
    }
    for (var table :
        List.of(
            "staging/customers",
            "staging/orders",
            "dimensions/dim_customer",
            "facts/fact_order",
            "mirrors/customers")) {
      assertThat(rows(there, table)).as(table).isNotEmpty().isEqualTo(rows(here, table));
    }
    assertThat(rows(here, "staging/customers").toString()).contains("quarantined", "range: tier");
  }

  private void both(Path here, Path there, StandaloneCluster cluster) throws Exception {
    copy(here.resolve("raw"), there.resolve("raw"));
    cluster.run(
        "run",
        "--config",
        SHOP.toString(),
        "--set",
        "place=" + there,
        "--stages",
        "staging,dimensions,facts");
    Trial.of(SHOP, Map.of("place", here.toString()))
        .run(Stage.STAGING, Stage.DIMENSIONS, Stage.FACTS);
  }

  private static void deliver(Path place) {
    var customers = new DmsFolder(Trial.spark(), place.resolve("raw/public/customers"));
    var orders = new DmsFolder(Trial.spark(), place.resolve("raw/public/orders"));
    customers.deliver(
        "LOAD00000001",
        CUSTOMERS.replace("Op string, ", ""),
        row("2026-01-05 00:00:00.000000", 1, " Ann ", "ANN@x.org", "2"),
        row("2026-01-05 00:00:00.000000", 2, "Bob", "bob@x.org", null));
    customers.deliver(
        "20260120-100000000",
        CUSTOMERS,
        row("U", "2026-01-20 10:00:00.000000", 1, "Anna", "ann@x.org", "2"),
        row("U", "2026-01-20 10:00:01.000000", 2, "Bob", "bob@x.org", "9"),
        row("I", "2026-01-20 10:00:02.000000", 3, null, "c@x.org", "two"));
    orders.deliver(
        "20260121-100000000",
        ORDERS,
        row("I", "2026-01-21 10:00:00.000000", 10, 1, at("2026-01-15 12:00:00"), dec("12.3400")),
        row("I", "2026-01-21 10:00:00.000000", 11, 7, at("2026-01-15 12:00:00"), dec("1.0000")));
  }

  /** Late changes behind facts, a delete, an inferred member's row, a file delivered again. */
  private static void deliverMore(Path place) throws IOException {
    var folder = place.resolve("raw/public/customers");
    new DmsFolder(Trial.spark(), folder)
        .deliver(
            "20260122-100000000",
            CUSTOMERS,
            row("U", "2026-01-10 10:00:00.000000", 1, "Anne", "ann@x.org", "2"),
            row("D", "2026-01-22 10:00:00.000000", 2, null, null, null),
            row("I", "2026-01-12 10:00:00.000000", 7, "Gus", "g@x.org", "3"));
    Files.copy(
        folder.resolve("20260120-100000000.parquet"),
        folder.resolve("20260122-110000000.parquet"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static List<String> rows(Path place, String table) {
    var rows =
        Trial.spark().read().format("delta").load(place.resolve("lake").resolve(table).toString());
    // What a run numbers by itself is its own; what it makes of the rows is not.
    var own = List.of("_batch", "_seq", "_file", "_run", "_landed");
    var columns =
        Arrays.stream(rows.columns()).filter(name -> !own.contains(name)).sorted().toList();
    return rows.selectExpr(columns.toArray(String[]::new)).collectAsList().stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var found = Files.walk(from)) {
      for (var file : found.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        var copied = to.resolve(from.relativize(file));
        Files.createDirectories(copied.getParent());
        Files.copy(
            file, copied, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Timestamp at(String time) {
    return Timestamp.valueOf(time);
  }

  private static java.math.BigDecimal dec(String number) {
    return new java.math.BigDecimal(number);
  }
}
