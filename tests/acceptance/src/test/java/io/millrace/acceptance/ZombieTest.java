package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.warehouse.Mark;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.ServedTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer that wakes after another has taken its place changes nothing; readers and writers do not
 * wait for each other.
 */
class ZombieTest {

  private static final StructType COLUMNS = StructType.fromDDL("id int, name string");
  private static final ServedTable TABLE =
      new ServedTable(
          TableName.of("t"), COLUMNS, List.of("id"), Optional.empty(), List.of(), false);

  @TempDir Path place;

  private final Warehouse warehouse = Server.standIn().warehouse("zombie", Warehouse.Loader.COPY);
  private Mark begun;

  @BeforeEach
  void aTableIsPublished() {
    try (var redshift = redshift()) {
      var from = mark(redshift);
      begun = new Mark("p", "lake", "1", from.sequence() + 1, "begun " + from.sequence());
      redshift.publish(List.of(new Redshift.Changes(TABLE, rows("before"), from, begun)));
    }
  }

  @AfterEach
  void disarm() {
    Server.running().faults().disarm();
  }

  @Test
  void aZombieThatReadTheLedgerBeforeTheOtherMovedItIsRolledBack() {
    try (var zombie = redshift();
        var writer = redshift()) {
      assertThat(mark(zombie)).isEqualTo(mark(writer)).isEqualTo(begun);
      writer.publish(List.of(new Redshift.Changes(TABLE, rows("writer"), begun, next("writer"))));

      assertThatThrownBy(
              () ->
                  zombie.publish(
                      List.of(new Redshift.Changes(TABLE, rows("zombie"), begun, next("zombie")))))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSIENT))
          .hasMessageContaining("\"zombie\".\"t\" has moved on in the publish ledger");
      assertThat(names(writer)).containsExactly("writer");
      assertThat(mark(writer)).isEqualTo(next("writer"));
    }
  }

  @Test
  void aWriterThatLosesItsLeaseDuringTheMergeDoesNotCommit() {
    var checks = new AtomicInteger();
    Fence lost =
        () -> {
          if (checks.incrementAndGet() > 1) {
            throw new Failure(Failure.Kind.REFUSED, "the lease was taken");
          }
        };
    try (var zombie = redshift(lost)) {
      assertThat(mark(zombie)).isEqualTo(begun);

      assertThatThrownBy(
              () ->
                  zombie.publish(
                      List.of(new Redshift.Changes(TABLE, rows("zombie"), begun, next("zombie")))))
          .hasMessage("the lease was taken");
      assertThat(names(zombie)).containsExactly("before");
      assertThat(mark(zombie)).isEqualTo(begun);
    }
  }

  @Test
  void aReaderInTheMiddleOfItsTransactionHoldsNobodyUp() throws SQLException {
    try (var reader = DriverManager.getConnection(Server.running().url());
        var writer = redshift()) {
      reader.setAutoCommit(false);
      assertThat(seen(reader)).isEqualTo("before");

      mark(writer);
      writer.publish(List.of(new Redshift.Changes(TABLE, rows("writer"), begun, next("writer"))));

      assertThat(seen(reader)).as("within its transaction").isEqualTo("before");
      reader.commit();
      assertThat(seen(reader)).isEqualTo("writer");
    }
  }

  private static String seen(Connection reader) throws SQLException {
    try (var query = reader.createStatement();
        var found = query.executeQuery("SELECT LISTAGG(name, ',') FROM zombie.t")) {
      found.next();
      return found.getString(1);
    }
  }

  @Test
  void aZombieThatLoadsBetweenTheOthersLoadAndMergeIsNoticed() {
    var faults = Server.running().faults();
    try (var zombie = redshift();
        var writer = redshift()) {
      mark(zombie);
      mark(writer);
      faults.disarm();
      // LOCK is the writer's fourth statement: TRUNCATE, COPY, BEGIN, LOCK.
      faults.armSlow(Duration.ofSeconds(2), 4);
      var merge =
          CompletableFuture.runAsync(
              () ->
                  writer.publish(
                      List.of(new Redshift.Changes(TABLE, rows("writer"), begun, next("writer")))));
      while (faults.isArmed()) {
        Thread.onSpinWait();
      }
      assertThat(faults.statements().get(3)).startsWith("LOCK");
      Server.standIn().sql("TRUNCATE TABLE zombie_staging.t");

      assertThatThrownBy(merge::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .hasMessageContaining("\"zombie_staging\".\"t\" holds 0 rows of this load, not 1");
      assertThat(names(zombie)).containsExactly("before");
      assertThat(mark(zombie)).isEqualTo(begun);
    }
  }

  private Mark next(String token) {
    return new Mark("p", "lake", "1", begun.sequence() + 1, token);
  }

  private static Mark mark(Redshift redshift) {
    return redshift.prepare(List.of(TABLE), "p", "lake").get(TABLE.name());
  }

  private static List<String> names(Redshift redshift) {
    return redshift.query("SELECT name FROM zombie.t").stream()
        .skip(1)
        .map(row -> row.get(0))
        .toList();
  }

  private static Dataset<Row> rows(String name) {
    return Trial.spark()
        .createDataFrame(List.of(RowFactory.create(1, name)), COLUMNS)
        .withColumn(ChangeSet.CHANGE, functions.lit(ChangeSet.AMEND));
  }

  private Redshift redshift() {
    return redshift(Fence.ALONE);
  }

  private Redshift redshift(Fence fence) {
    return Redshift.of(
        Server.standIn().signIn(),
        warehouse,
        new Location(place.resolve("temp").toString()),
        fence);
  }
}
