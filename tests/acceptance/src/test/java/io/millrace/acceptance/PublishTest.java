package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Warehouse;
import io.millrace.run.Observer;
import io.millrace.run.Publishing;
import io.millrace.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever befalls lake and warehouse, the next publish ends with the warehouse as the lake. */
class PublishTest {

  private static final Path SHOP = Path.of("src/test/resources/shop");

  private static final Server SERVER = Server.named();

  @TempDir Path place;
  @TempDir Path elsewhere;

  @Test
  void everyPublishEndsEqual() throws IOException {
    var first = SERVER.warehouse("first", Warehouse.Loader.COPY);
    var second = SERVER.warehouse("second", Warehouse.Loader.SPARK_REDSHIFT);
    var shop = new ServedShop(SERVER, place).first();
    var trial = shop.on(first);

    assertThat(trial.verifyWarehouse()).anyMatch(finding -> finding.contains("never published"));
    assertThat(trial.publish(Publishing.CHANGES)).isPositive();
    assertThat(trial.verifyWarehouse()).isEmpty();
    assertThat(trial.publish(Publishing.CHANGES)).as("nothing is new").isZero();
    assertThat(trial.warehouse("SELECT customer_id FROM first.dim_customer_current ORDER BY 1"))
        .as("present versions, the unknown member's among them or not")
        .contains("1", "2", "7");
    shop.keep("first");

    shop.second();
    assertThat(trial.verifyWarehouse())
        .anyMatch(finding -> finding.contains("published up to sequence"))
        .anyMatch(finding -> finding.contains("is not in Redshift"));
    long sent = trial.publish(Publishing.CHANGES);
    assertThat(trial.verifyWarehouse()).isEmpty();
    assertThat(trial.warehouse("SELECT customer_id, _op FROM first_staging.customers ORDER BY 1"))
        .as("the mirror's changes with the CDC flag")
        .containsExactly("1|U", "2|D", "7|U");

    shop.restore("first");
    assertThat(trial.publish(Publishing.CHANGES)).as("a restored snapshot").isEqualTo(sent);
    assertThat(trial.verifyWarehouse()).isEmpty();

    var other = shop.on(second);
    assertThat(other.publish(Publishing.CHANGES)).as("a second warehouse").isPositive();
    assertThat(other.verifyWarehouse()).isEmpty();
    assertThat(ServedShop.tables(other, "second")).isEqualTo(ServedShop.tables(trial, "first"));

    SERVER.sql("UPDATE first.dim_customer SET tier = 99 WHERE customer_id = 7");
    SERVER.sql("DELETE FROM first.fact_order WHERE order_id = 11");
    SERVER.sql("INSERT INTO first.customers (customer_id, tier) VALUES (99, 1)");
    assertThat(trial.verifyWarehouse())
        .as("changes by hand")
        .contains(
            "fact_order: 1 rows in Redshift, 2 in the lake",
            "fact_order: order_id 11 is not in Redshift",
            "customers: customer_id 99 is in Redshift and not in the lake")
        .anyMatch(finding -> finding.contains("is otherwise in Redshift"));
    assertThat(trial.publish(Publishing.CHANGES)).isZero();
    assertThat(trial.publish(Publishing.COMPARISON)).as("only what differs").isBetween(3L, 5L);
    assertThat(trial.verifyWarehouse()).isEmpty();

    var configuration = elsewhere.resolve("config");
    copy(SHOP, configuration);
    edit(
        configuration.resolve("table-configs/staging/customers.yml"),
        "tier:        int",
        "tier: int\n  city: string");
    var wider = new ServedShop(SERVER, place, configuration).third();
    var wide = wider.on(first);
    wide.publish(Publishing.CHANGES);
    assertThat(wide.verifyWarehouse()).as("a new column, a wider text").isEmpty();
    assertThat(wide.warehouse("SELECT city, LEN(full_name) FROM first.customers WHERE city > ''"))
        .containsExactly("Ulm|300");
    assertThat(wide.warehouse("SELECT city FROM first.dim_customer_current WHERE city > ''"))
        .containsExactly("Ulm");

    SERVER.sql("ALTER TABLE first.fact_order RENAME COLUMN amount TO was");
    SERVER.sql("ALTER TABLE first.fact_order ADD COLUMN amount DECIMAL(6,1)");
    assertThatThrownBy(() -> wide.publish(Publishing.CHANGES))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("\"amount\" is DECIMAL(6,1) and would now have to be DECIMAL(10,2)")
        .hasMessageContaining("ALTER TABLE \"first\".\"fact_order\" RENAME COLUMN");
    SERVER.sql("ALTER TABLE first.fact_order DROP COLUMN amount");
    SERVER.sql("ALTER TABLE first.fact_order RENAME COLUMN was TO amount");
    assertThat(wide.publish(Publishing.CHANGES)).isZero();

    notPublishedForAWhile(configuration, wide, first);
    theLakeIsLost(wider, wide);
    anotherLake(first);
  }

  /** What was not published for a while is caught up once it is again. */
  private void notPublishedForAWhile(Path configuration, Trial trial, Warehouse warehouse)
      throws IOException {
    var without = elsewhere.resolve("without");
    copy(configuration, without);
    edit(
        without.resolve("table-configs/facts/fact_order.yml"),
        "from: orders",
        "from: orders\nredshift: {publish: false}");
    var warnings = new ArrayList<String>();
    new ServedShop(SERVER, place, without)
        .on(warehouse)
        .publish(
            Publishing.CHANGES,
            new Observer() {
              @Override
              public void runEnded(RunResult result) {
                warnings.addAll(result.warnings());
              }
            });
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("fact_order is published no more and stays in Redshift as it was last")
        .contains("DROP TABLE IF EXISTS \"first\".\"fact_order\" CASCADE; DROP TABLE");
    SERVER.sql("DROP TABLE first.fact_order");
    assertThat(trial.publish(Publishing.CHANGES)).as("a table that is made again").isEqualTo(2);
    assertThat(trial.verifyWarehouse()).isEmpty();
  }

  private static void edit(Path file, String from, String to) throws IOException {
    var text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void theLakeIsLost(ServedShop shop, Trial trial) {
    shop.loseTheLake();
    shop.compute();
    assertThat(trial.publish(Publishing.CHANGES)).as("a rebuilt lake differs in nothing").isZero();
    assertThat(trial.verifyWarehouse()).isEmpty();
  }

  private void anotherLake(Warehouse warehouse) {
    var other = new ServedShop(SERVER, elsewhere).first().on(warehouse);
    assertThatThrownBy(() -> other.publish(Publishing.CHANGES))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("was published by pipeline shop from the lake " + place)
        .hasMessageContaining("millrace publish --adopt");
    other.publish(Publishing.ADOPT);
    assertThat(other.verifyWarehouse()).isEmpty();
    assertThat(other.publish(Publishing.CHANGES)).isZero();
  }

  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.createDirectories(to.resolve(from.relativize(file)).getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
  }
}
