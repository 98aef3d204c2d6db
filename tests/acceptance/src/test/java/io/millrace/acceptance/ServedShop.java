package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;

import io.millrace.pipeline.Warehouse;
import io.millrace.run.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shop's lake, delivery by delivery, and a warehouse that it is published to. */
final class ServedShop {

  static final List<String> TABLES = List.of("dim_customer", "fact_order", "customers");

  private static final String CUSTOMERS =
      "Op string, dms_ts string, customer_id int, full_name string, email string, tier int";
  private static final String ORDERS =
      "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
          + " amount decimal(12,4)";

  private final Server server;
  private final Path place;
  private final Trial shop;

  ServedShop(Server server, Path place) {
    this(server, place, Path.of("src/test/resources/shop"));
  }

  ServedShop(Server server, Path place, Path configuration) {
    this.server = server;
    this.place = place;
    this.shop = Trial.of(configuration, Map.of("place", place.toString()));
  }

  Trial on(Warehouse warehouse) {
    return shop.publishingTo(warehouse);
  }

  /** Two customers, one order of a known and one of an unknown customer. */
  ServedShop first() {
    return deliverFirst().compute();
  }

  ServedShop deliverFirst() {
    customers()
        .deliver(
            "20260105-100000000",
            CUSTOMERS,
            row("I", "2026-01-05 00:00:00.000000", 1, "Ann", "ann@x.org", 2),
            row("I", "2026-01-05 00:00:00.000000", 2, "Bob", "bob@x.org", 1));
    orders()
        .deliver(
            "20260121-100000000",
            ORDERS,
            row("I", "2026-01-21 10:00:00.000000", 10, 1, at("2026-01-15 12:00:00"), dec("12.34")),
            row("I", "2026-01-21 10:00:00.000000", 11, 7, at("2026-01-15 12:00:00"), dec("1.00")));
    return this;
  }

  /** A late change below a fact, a delete, the unknown customer, an order gone and one new. */
  ServedShop second() {
    return deliverSecond().compute();
  }

  ServedShop deliverSecond() {
    customers()
        .deliver(
            "20260122-100000000",
            CUSTOMERS,
            row("U", "2026-01-10 10:00:00.000000", 1, "Anne", "ann@x.org", 2),
            row("D", "2026-01-22 10:00:00.000000", 2, null, null, null),
            row("I", "2026-01-12 10:00:00.000000", 7, "Gus", "g@x.org", 3));
    orders()
        .deliver(
            "20260123-100000000",
            ORDERS,
            row("D", "2026-01-23 10:00:00.000000", 10, null, null, null),
            row("I", "2026-01-23 10:00:00.000000", 12, 7, at("2026-01-16 12:00:00"), dec("5.00")));
    return this;
  }

  /** A column that nobody declared, and a name longer than a table begins with. */
  ServedShop third() {
    customers()
        .deliver(
            "20260124-100000000",
            CUSTOMERS + ", city string",
            row("U", "2026-01-24 10:00:00.000000", 7, "G".repeat(300), "g@x.org", 3, "Ulm"));
    return compute();
  }

  ServedShop compute() {
    shop.run(Stage.STAGING, Stage.DIMENSIONS, Stage.FACTS);
    return this;
  }

  /** Removes all that was ever computed; what was delivered stays. */
  void loseTheLake() {
    try (var files = Files.walk(place.resolve("lake"))) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DmsFolder customers() {
    return new DmsFolder(Trial.spark(), place.resolve("raw/public/customers"));
  }

  private DmsFolder orders() {
    return new DmsFolder(Trial.spark(), place.resolve("raw/public/orders"));
  }

  /** What readers see, table by table. */
  static Map<String, List<String>> tables(Trial trial, String schema) {
    var tables = new TreeMap<String, List<String>>();
    for (var table : TABLES) {
      tables.put(
          table, trial.warehouse("SELECT * FROM %s.%s ORDER BY 1, 2, 3".formatted(schema, table)));
    }
    return tables;
  }

  /** Keeps the tables and the ledger as they are, as a snapshot of the warehouse does. */
  void keep(String schema) {
    server.sql("DROP SCHEMA IF EXISTS %s_kept CASCADE".formatted(schema));
    server.sql("CREATE SCHEMA %s_kept".formatted(schema));
    for (var table : kept()) {
      server.sql("CREATE TABLE %1$s_kept.%2$s AS SELECT * FROM %1$s.%2$s".formatted(schema, table));
    }
  }

  /** Brings tables and ledger back to what was kept. */
  void restore(String schema) {
    for (var table : kept()) {
      server.sql("TRUNCATE TABLE %s.%s".formatted(schema, table));
      server.sql("INSERT INTO %1$s.%2$s SELECT * FROM %1$s_kept.%2$s".formatted(schema, table));
    }
  }

  private static List<String> kept() {
    return List.of("dim_customer", "fact_order", "customers", "_millrace_published");
  }

  private static Timestamp at(String time) {
    return Timestamp.valueOf(time);
  }

  private static BigDecimal dec(String number) {
    return new BigDecimal(number);
  }
}
