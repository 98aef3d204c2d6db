package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.Stage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One source goes all the way, then a second delivery changes history behind a fact. */
class WalkingSkeletonTest {

  private static final String CUSTOMERS =
      "Op string, dms_ts string, customer_id int, full_name string, email string, tier string";
  private static final String ORDERS =
      "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
          + " amount decimal(12,4)";

  @TempDir Path place;

  @Test
  void changesGoFromParquetThroughTheLakeToTheWarehouse() {
    var shop = Trial.of(Path.of("src/test/resources/shop"), Map.of("place", place.toString()));
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

    var first = shop.run();

    assertThat(first.step(Stage.STAGING, "customers").counts())
        .containsEntry("read", 5L)
        .containsEntry("accepted", 3L)
        .containsEntry("quarantined", 2L);
    assertThat(
            shop.lake(
                "staging/customers",
                "SELECT _row, v.rule, v.column, v.value FROM t LATERAL VIEW explode(_violations) x"
                    + " AS v WHERE _status = 'quarantined' ORDER BY 1, 2"))
        .containsExactly(
            "1|range: tier|tier|9", "2|not_null: full_name|full_name|null", "2|type|tier|two");
    assertThat(
            shop.lake(
                "staging/customers",
                "SELECT customer_id, full_name, get_json_object(_values, '$.tier'),"
                    + " get_json_object(_values, '$.email') LIKE '%@%' FROM t"
                    + " WHERE _status = 'quarantined' ORDER BY _row"))
        .as("the key, and in _values what was read")
        .containsExactly("2|null|9|false", "3|null|two|false");
    assertThat(
            shop.lake(
                "dimensions/dim_customer",
                "SELECT customer_id, full_name, tier, date(valid_from), date(valid_to), is_current,"
                    + " is_inferred FROM t WHERE customer_key <> -1 ORDER BY 1, 4"))
        .containsExactly(
            "1|Ann|2|1900-01-01|2026-01-20|false|false",
            "1|Anna|2|2026-01-20|null|true|false",
            "2|Bob|1|1900-01-01|null|true|false",
            "7|null|null|1900-01-01|null|true|true");
    var facts =
        "SELECT f.order_id, c.full_name, f.amount, c.is_inferred FROM dw.fact_order f"
            + " JOIN dw.dim_customer c ON c.customer_key = f.customer_key ORDER BY 1";
    assertThat(shop.warehouse(facts)).containsExactly("10|Ann|12.34|f", "11|null|1.00|t");
    assertThat(shop.warehouse("SELECT customer_id, tier FROM dw.customers ORDER BY 1"))
        .containsExactly("1|2", "2|1");

    assertThat(shop.run().wrote()).isFalse();

    customers.deliver(
        "20260122-100000000",
        CUSTOMERS,
        row("U", "2026-01-10 10:00:00.000000", 1, "Anne", "ann@x.org", "2"),
        row("D", "2026-01-22 10:00:00.000000", 2, null, null, null),
        row("I", "2026-01-12 10:00:00.000000", 7, "Gus", "g@x.org", "3"));

    shop.run();

    assertThat(shop.warehouse(facts)).containsExactly("10|Anne|12.34|f", "11|Gus|1.00|f");
    assertThat(shop.warehouse("SELECT customer_id FROM dw.customers ORDER BY 1"))
        .containsExactly("1", "7");
    assertThat(
            shop.warehouse(
                "SELECT customer_id, full_name, valid_to IS NULL FROM dw.dim_customer"
                    + " WHERE customer_key <> -1 ORDER BY customer_id, valid_from"))
        .containsExactly("1|Ann|f", "1|Anne|f", "1|Anna|t", "2|Bob|f", "7|Gus|t");
  }

  private static java.sql.Timestamp at(String time) {
    return java.sql.Timestamp.valueOf(time);
  }

  private static java.math.BigDecimal dec(String number) {
    return new java.math.BigDecimal(number);
  }
}
