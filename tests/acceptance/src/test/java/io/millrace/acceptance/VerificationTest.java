package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake is held against its change logs, and made what they say. */
class VerificationTest {

  private static final Path SHOP = Path.of("src/test/resources/shop");

  @TempDir Path place;

  @Test
  void whatIsNotAsTheLogsHaveItIsFoundAndMended() throws IOException {
    var shop = Trial.of(SHOP, Map.of("place", place.toString()));
    deliver();
    shop.run(Stage.STAGING, Stage.DIMENSIONS, Stage.FACTS);
    assertThat(shop.verify()).isEmpty();

    shop.tamper(
        "dimensions/dim_customer", "UPDATE {table} SET full_name = 'Eve' WHERE customer_id = 2");
    shop.tamper("facts/fact_order", "DELETE FROM {table} WHERE order_id = 10");
    shop.tamper("facts/fact_order", "UPDATE {table} SET customer_key = 5 WHERE order_id = 11");
    shop.tamper("mirrors/customers", "UPDATE {table} SET tier = 9 WHERE customer_id = 1");
    shop.tamper("staging/orders", "DELETE FROM {table} WHERE _row = 0 AND order_id = 10");

    assertThat(shop.verify())
        .contains(
            "dim_customer: customer_id 2, valid_from 2026-01-05 00:00:00.0 is not as the change log"
                + " has it",
            "fact_order: order_id 11 is not as the change log has it",
            "fact_order: order_id 11 points at no row of dim_customer: customer_key 5",
            "dim_customer: customer_id 7 is inferred, and no fact points at it",
            "customers: customer_id 1 is not as the change log has it",
            "orders: batch 1, file 20260121-100000000.parquet: 1 rows of 2 are in the change log,"
                + " 0 of them more than once");

    shop.rebuild("dim_customer", "fact_order", "customers");

    assertThat(shop.verify()).hasSize(1).first().asString().startsWith("orders: batch 1");
    assertThat(shop.run(Stage.DIMENSIONS, Stage.FACTS).wrote()).isFalse();

    var renamed = changed("track: [full_name, tier]", "track: [full_name]");
    assertThatThrownBy(() -> renamed.run(Stage.DIMENSIONS))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("opened by changes of full_name, tier, now it tracks full_name")
        .hasMessageContaining("millrace rebuild --table dim_customer");
    renamed.rebuild("dim_customer");
    assertThat(renamed.run(Stage.DIMENSIONS, Stage.FACTS).wrote()).isFalse();

    Files.writeString(
        place.resolve("config/rules/dim.yml"),
        "checks: [{accepted_values: {column: full_name, values: [Ann]}, on_fail: fail}]");
    var strict = changed("track: [full_name]", "track: [full_name]\nrules: [dim.yml]");
    assertThatThrownBy(() -> strict.run(Stage.DIMENSIONS))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("dim_customer is refused by accepted_values: full_name")
        .hasMessageContaining("by 1 rows");
  }

  private Trial changed(String from, String to) throws IOException {
    var config = place.resolve("config");
    if (!Files.exists(config)) {
      copy(SHOP, config);
    }
    var dimension = config.resolve("table-configs/dimensions/dim_customer.yml");
    Files.writeString(dimension, Files.readString(dimension).replace(from, to));
    return Trial.of(config, Map.of("place", place.toString()));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private void deliver() {
    new DmsFolder(Trial.spark(), place.resolve("raw/public/customers"))
        .deliver(
            "20260105-100000000",
            "Op string, dms_ts string, customer_id int, full_name string, email string, tier int",
            row("I", "2026-01-05 00:00:00.000000", 1, "Ann", "ann@x.org", 2),
            row("I", "2026-01-05 00:00:00.000000", 2, "Bob", "bob@x.org", 1));
    new DmsFolder(Trial.spark(), place.resolve("raw/public/orders"))
        .deliver(
            "20260121-100000000",
            "Op string, dms_ts string, order_id int, customer_id int, ordered_at timestamp,"
                + " amount decimal(12,4)",
            row("I", "2026-01-21 10:00:00.000000", 10, 1, at("2026-01-15 12:00:00"), dec("12.34")),
            row("I", "2026-01-21 10:00:00.000000", 11, 7, at("2026-01-15 12:00:00"), dec("1.00")));
  }

  private static Timestamp at(String time) {
    return Timestamp.valueOf(time);
  }

  private static java.math.BigDecimal dec(String number) {
    return new java.math.BigDecimal(number);
  }
}
