package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Warehouse;
import io.millrace.redshiftlocal.Faults;
import io.millrace.run.Observer;
import io.millrace.run.Publishing;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publish that dies at any of its statements, and one whose statements fail and are tried again,
 * leave what an undisturbed one leaves; who reads meanwhile sees the state before or the one after.
 *
 * <p>{@code -Dmillrace.crash.every=1} strikes at every statement in every way; otherwise at some.
 */
class CrashTest {

  private static final int EVERY = Integer.getInteger("millrace.crash.every", 23);
  private static final String PAUSE = "millrace.retries.pause_ms";
  private static final List<Faults.Kind> KINDS =
      List.of(Faults.Kind.DROP_BEFORE, Faults.Kind.DROP_AFTER, Faults.Kind.SERIALIZATION_CONFLICT);

  @TempDir Path place;

  private final Warehouse warehouse = Server.standIn().warehouse("crash", Warehouse.Loader.COPY);
  private final Faults faults = Server.running().faults();

  @AfterEach
  void asBefore() {
    faults.disarm();
    System.clearProperty(PAUSE);
  }

  @Test
  void wheneverAPublishDiesTheNextOneEndsAsIfNothingHadHappened() throws Exception {
    System.setProperty(PAUSE, "1");
    var shop = new ServedShop(Server.standIn(), place).first();
    var trial = shop.on(warehouse);

    faults.disarm();
    trial.publish(Publishing.CHANGES);
    strike(trial, faults.statements().size(), CrashTest::forget);

    shop.keep("crash");
    var before = Reader.state();
    shop.second();
    faults.disarm();
    trial.publish(Publishing.CHANGES);
    try (var reader = new Reader(before, Reader.state())) {
      int strikes =
          strike(
              trial, faults.statements().size(), () -> reader.unseen(() -> shop.restore("crash")));
      assertThat(reader.looks()).as("looks meanwhile").isGreaterThan(strikes);
    }
  }

  /** Strikes at statements one after the other, with and without further tries. */
  private int strike(Trial trial, int statements, Runnable back) {
    var wanted = ServedShop.tables(trial, "crash");
    int strikes = 0;
    for (int statement = 1; statement <= statements; statement++) {
      for (var kind : KINDS) {
        if ((statement * KINDS.size() + KINDS.indexOf(kind)) % EVERY == 0) {
          System.out.printf("%s at statement %d of %d%n", kind, statement, statements);
          back.run();
          strike(trial, kind, statement, strikes % 2 == 0);
          assertThat(ServedShop.tables(trial, "crash"))
              .as("%s at statement %d", kind, statement)
              .isEqualTo(wanted);
          strikes++;
        }
      }
    }
    assertThat(strikes).isPositive();
    return strikes;
  }

  private void strike(Trial trial, Faults.Kind kind, int statement, boolean dies) {
    faults.arm(kind, statement);
    if (dies) {
      assertThatThrownBy(() -> trial.publish(Publishing.CHANGES, new DiesWithTheFirstTry()))
          .hasCauseInstanceOf(Crash.class);
      assertThat(faults.isArmed()).isFalse();
      trial.publish(Publishing.CHANGES);
    } else {
      trial.publish(Publishing.CHANGES);
      assertThat(faults.isArmed()).isFalse();
    }
    faults.disarm();
  }

  /** Ends a run in the middle; one that is killed is {@link KilledPublishTest}'s. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Lets no run live on to try again. */
  private static final class DiesWithTheFirstTry implements Observer {

    @Override
    public void tryFailed(TryFailed failed) {
      assertThat(failed.why().kind()).isEqualTo(Failure.Kind.TRANSIENT);
      throw new Crash();
    }
  }

  private static void forget() {
    Server.standIn().sql("DROP SCHEMA crash CASCADE");
    Server.standIn().sql("DROP SCHEMA crash_staging CASCADE");
  }

  /** Looks at the tables all the while, each time in one statement. */
  private static final class Reader implements AutoCloseable {

    private static final String LOOK =
        "SELECT (SELECT COUNT(*) FROM crash.fact_order f LEFT JOIN crash.dim_customer d"
            + " ON d.customer_key = f.customer_key WHERE d.customer_key IS NULL),"
            + " (SELECT LISTAGG(full_name, ',') WITHIN GROUP (ORDER BY customer_key)"
            + " FROM crash.dim_customer),"
            + " (SELECT LISTAGG(amount, ',') WITHIN GROUP (ORDER BY order_id)"
            + " FROM crash.fact_order)";

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Thread thread;
    private final Map<String, String> allowed;
    private volatile boolean done;
    private final AtomicInteger looks = new AtomicInteger();
    private volatile String seen = "";

    Reader(String before, String after) {
      allowed = Map.of(before, "before", after, "after");
      thread = new Thread(this::look, "reader");
      thread.start();
    }

    static String state() throws SQLException {
      try (var connection = DriverManager.getConnection(Server.running().url());
          var statement = connection.createStatement()) {
        statement.execute("SET redshift_local.fault TO 'spare me'");
        return state(statement);
      }
    }

    private static String state(java.sql.Statement statement) throws SQLException {
      try (var found = statement.executeQuery(LOOK)) {
        found.next();
        assertThat(found.getInt(1)).as("facts without their version").isZero();
        return found.getString(2) + "; " + found.getString(3);
      }
    }

    private void look() {
      try (var connection = DriverManager.getConnection(Server.running().url());
          var statement = connection.createStatement()) {
        statement.execute("SET redshift_local.fault TO 'spare me'");
        while (!done && seen.isEmpty()) {
          lock.readLock().lock();
          try {
            var state = state(statement);
            if (!allowed.containsKey(state)) {
              seen = "half a merge: " + state;
            }
            looks.incrementAndGet();
          } finally {
            lock.readLock().unlock();
          }
          Thread.onSpinWait();
        }
      } catch (SQLException | AssertionError e) {
        seen = e.toString();
      }
    }

    /** Does something that readers of a real warehouse would not see. */
    void unseen(Runnable work) {
      lock.writeLock().lock();
      try {
        work.run();
      } finally {
        lock.writeLock().unlock();
      }
    }

    int looks() {
      return looks.get();
    }

    @Override
    public void close() {
      done = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(seen).as("what a reader saw").isEmpty();
    }
  }
}
