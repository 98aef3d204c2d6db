package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.RunResult;
import io.millrace.run.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random changes, good and bad, in files whose columns drift, some delivered twice, before and
 * after the rows that they refer to: against a plain reading of where each must be in the end.
 */
class AccountedTest {

  private static final int ROWS = 250;
  private static final Set<Integer> CUSTOMERS_AT_FIRST = Set.of(1, 2);
  private static final Set<Integer> CUSTOMERS_AT_LAST = Set.of(1, 2, 3, 4);

  @TempDir Path place;

  /** A change of an order; the amount is as it is written in the file. */
  private record Change(
      String op, int second, int id, Integer customer, String amount, String note) {

    String at() {
      return "2026-01-05 10:%02d:%02d.000000".formatted(second / 60, second % 60);
    }

    String sequence() {
      return "%035d".formatted(second);
    }

    /** Where it must be once all customers that will ever come are there. */
    String status() {
      if (op.equals("D")) {
        return "heard";
      }
      if (amount != null && (amount.startsWith("-") || amount.endsWith("a"))) {
        return "quarantined";
      }
      if ("test".equals(note)) {
        return "dropped";
      }
      return customer == null || CUSTOMERS_AT_LAST.contains(customer) ? "heard" : "parked";
    }
  }

  @Test
  void everyRowIsAccountedForAndEndsWhereItMustWhicheverFilesComeFirst() {
    var random = new Random(20261125);
    var files = new ArrayList<List<Change>>();
    for (int file = 0; file < 3; file++) {
      var changes = new ArrayList<Change>();
      for (int i = 0; i < ROWS; i++) {
        changes.add(anyChange(random, file * ROWS + i));
      }
      files.add(changes);
    }
    for (int i = 0; i < 40; i++) {
      var again = files.get(0).get(random.nextInt(ROWS));
      // What only the first file's type can hold cannot come again in the others'.
      files.get(1 + random.nextInt(2)).add(again);
    }
    var expected = expectedPlaces(files);
    var present = expectedPresent(files);

    var customersFirst = new Accounted(place.resolve("customers-first"), files);
    customersFirst.customers("20260105-090000000", CUSTOMERS_AT_LAST);
    customersFirst.run(0);
    customersFirst.run(1);
    customersFirst.run(2);
    var ordersFirst = new Accounted(place.resolve("orders-first"), files);
    ordersFirst.run(2);
    ordersFirst.customers("20260105-090000000", CUSTOMERS_AT_FIRST);
    ordersFirst.run(0);
    ordersFirst.run(1);
    ordersFirst.customers("20260106-090000000", CUSTOMERS_AT_LAST);
    ordersFirst.result();

    for (var one : List.of(customersFirst, ordersFirst)) {
      assertThat(one.places()).isEqualTo(expected);
      assertThat(one.present()).isEqualTo(present);
    }
    assertThat(expected.values()).contains("heard", "quarantined", "dropped", "parked");
    assertThat(ordersFirst.unparked).isPositive();
  }

  private static Change anyChange(Random random, int second) {
    var op = one(random, "I", "U", "U", "U", "D");
    if (op.equals("D")) {
      return new Change(op, second, 1 + random.nextInt(60), null, null, null);
    }
    return new Change(
        op,
        second,
        1 + random.nextInt(60),
        one(random, 1, 2, 3, 4, 9, null),
        // In the files after the first the amount is text, and may be anything.
        one(random, "1.00", "250.50", "-3.00", null, second < ROWS ? "7.00" : "12a"),
        one(random, "paid", "open", "hidden", "test", "odd", null));
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static Map<String, String> expectedPlaces(List<List<Change>> files) {
    var places = new TreeMap<String, String>();
    for (int file = 0; file < files.size(); file++) {
      for (int i = 0; i < files.get(file).size(); i++) {
        places.put(Accounted.name(file) + ".parquet " + i, files.get(file).get(i).status());
      }
    }
    return places;
  }

  /** The note of each order that is there in the end: not deleted, and not hidden by the filter. */
  private static Map<String, String> expectedPresent(List<List<Change>> files) {
    var last = new TreeMap<Integer, Change>();
    files.stream()
        .flatMap(List::stream)
        .filter(change -> change.status().equals("heard"))
        .forEach(
            change -> last.merge(change.id(), change, (a, b) -> a.second() < b.second() ? b : a));
    var present = new TreeMap<String, String>();
    last.forEach(
        (id, change) -> {
          if (!change.op().equals("D") && !"hidden".equals(change.note())) {
            present.put(String.valueOf(id), String.valueOf(change.note()));
          }
        });
    return present;
  }

  /** One lake, to which the files come in some order. */
  private static final class Accounted {

    private static final String TECHNICAL = "Op string, dms_ts string, seq string, ";

    private final List<List<Change>> files;
    private final Trial trial;
    private final DmsFolder orders;
    private final DmsFolder customers;
    private long unparked;

    private Accounted(Path place, List<List<Change>> files) {
      this.files = files;
      this.trial =
          Trial.of(Path.of("src/test/resources/accounted"), Map.of("place", place.toString()));
      this.orders = new DmsFolder(Trial.spark(), place.resolve("raw/orders"));
      this.customers = new DmsFolder(Trial.spark(), place.resolve("raw/customers"));
    }

    static String name(int file) {
      return "20260105-1%d0000000".formatted(file);
    }

    void customers(String file, Set<Integer> ids) {
      customers.deliver(
          file,
          "Op string, dms_ts string, id int",
          ids.stream().map(id -> row("I", "2026-01-01", id)).toArray(Object[][]::new));
    }

    /** Delivers a file of orders, and sees that the run accounts for each of its rows. */
    void run(int file) {
      var changes = files.get(file);
      orders.deliver(
          name(file),
          TECHNICAL
              + List.of(
                      "id int, customer int, amount decimal(6,2), note string",
                      "id string, customer bigint, amount string, note string, extra int",
                      "id bigint, note string, customer int, amount string")
                  .get(file),
          changes.stream().map(change -> written(change, file)).toArray(Object[][]::new));
      var counts = result().step(Stage.STAGING, "orders").counts();
      assertThat(counts).containsEntry("read", (long) changes.size());
      var landed = Stream.of("accepted", "quarantined", "parked", "dropped", "redelivered");
      assertThat(landed.map(counts::get).filter(Objects::nonNull).mapToLong(it -> it).sum())
          .isEqualTo(changes.size());
    }

    private RunResult result() {
      var result = trial.run(Stage.STAGING, Stage.DIMENSIONS);
      assertThat(result.failures()).isEmpty();
      unparked +=
          result.step(Stage.STAGING, "orders").counts().getOrDefault("no longer parked", 0L);
      return result;
    }

    private static Object[] written(Change change, int file) {
      var amount = change.amount();
      return switch (file) {
        case 0 ->
            row(
                change.op(),
                change.at(),
                change.sequence(),
                change.id(),
                change.customer(),
                amount == null ? null : new java.math.BigDecimal(amount),
                change.note());
        case 1 ->
            row(
                change.op(),
                change.at(),
                change.sequence(),
                " " + change.id(),
                change.customer() == null ? null : (long) change.customer(),
                amount,
                change.note(),
                7);
        default ->
            row(
                change.op(),
                change.at(),
                change.sequence(),
                (long) change.id(),
                change.note(),
                change.customer(),
                amount);
      };
    }

    /** Where each row is: each is in one place, and what was heard twice was heard. */
    Map<String, String> places() {
      var places = new TreeMap<String, String>();
      var found = new TreeSet<String>();
      trial
          .lake("staging/orders", "SELECT concat(_file, ' ', _row), _status FROM t")
          .forEach(
              line -> {
                var parts = line.split("\\|", -1);
                assertThat(found.add(parts[0])).as(parts[0]).isTrue();
                boolean isHeard = Set.of("accepted", "redelivered").contains(parts[1]);
                places.put(parts[0], isHeard ? "heard" : parts[1]);
              });
      return places;
    }

    /** The note of each open version. */
    Map<String, String> present() {
      var present = new TreeMap<String, String>();
      trial
          .lake(
              "dimensions/dim_order",
              "SELECT id, note FROM t WHERE is_current AND valid_to IS NULL AND id IS NOT NULL")
          .forEach(
              line -> {
                var parts = line.split("\\|", -1);
                assertThat(present.put(parts[0], parts[1])).as(parts[0]).isNull();
              });
      return present;
    }
  }
}
