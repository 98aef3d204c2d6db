package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.connect;
import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Warehouse.class)
class FaultsTest {

  private RedshiftServer server;
  private Connection observer;

  @BeforeEach
  void anEmptyTable(RedshiftServer running) throws SQLException {
    server = running;
    observer = connect(server);
    run(observer, "DROP SCHEMA IF EXISTS faults CASCADE", "CREATE SCHEMA faults");
    run(observer, "CREATE TABLE faults.t (id INT)");
    server.faults().disarm();
  }

  @AfterEach
  void disarm() throws SQLException {
    server.faults().disarm();
    observer.close();
  }

  /** BEGIN, two INSERTs, COMMIT: four statements. */
  private void transaction(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO faults.t VALUES (1)", "INSERT INTO faults.t VALUES (2)");
    connection.commit();
  }

  private String count() throws SQLException {
    return rows(observer, "SELECT count(*) FROM faults.t").get(0).get(0);
  }

  @Test
  void aClientsStatementsAreCounted() throws SQLException {
    try (var connection = connect(server)) {
      server.faults().disarm();
      transaction(connection);
      assertThat(server.faults().statements())
          .containsExactly(
              "BEGIN",
              "INSERT INTO faults.t VALUES (1)",
              "INSERT INTO faults.t VALUES (2)",
              "COMMIT");
    }
  }

  @Test
  void aConnectionLostAtAnyStatementLosesTheTransactionUnlessItsCommitWasDone()
      throws SQLException {
    for (var statement = 1; statement <= 4; statement++) {
      for (var kind : List.of(Faults.Kind.DROP_BEFORE, Faults.Kind.DROP_AFTER)) {
        var committed = statement == 4 && kind == Faults.Kind.DROP_AFTER;
        try (var connection = connect(server)) {
          server.faults().arm(kind, statement);
          assertThatThrownBy(() -> transaction(connection)).isInstanceOf(SQLException.class);
          assertThat(server.faults().isArmed()).isFalse();
        }
        assertThat(count()).as("%s %d", kind, statement).isEqualTo(committed ? "2" : "0");
      }
    }
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html
  @Test
  void aSerializationConflictFailsTheTransactionOnce() throws SQLException {
    try (var connection = connect(server)) {
      for (var statement = 2; statement <= 4; statement++) {
        server.faults().arm(Faults.Kind.SERIALIZATION_CONFLICT, statement);
        assertThatThrownBy(() -> transaction(connection))
            .hasMessageContaining("1023")
            .hasMessageContaining("Serializable isolation violation");
        connection.rollback();
        assertThat(count()).isEqualTo("0");
      }
      transaction(connection);
    }
    assertThat(count()).isEqualTo("2");
  }

  @Test
  void aSlowStatementIsCarriedOutInTheEnd() throws SQLException {
    try (var connection = connect(server)) {
      server.faults().armSlow(Duration.ofMillis(200), 2);
      var began = System.nanoTime();
      transaction(connection);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(200));
    }
    assertThat(count()).isEqualTo("2");
  }

  @Test
  void aClientThatLooksOnIsSparedAndNotCounted() throws SQLException {
    try (var connection = connect(server);
        var watcher = connect(server)) {
      run(watcher, "SET redshift_local.fault TO 'spare me'");
      server.faults().arm(Faults.Kind.DROP_BEFORE, 1);
      assertThat(rows(watcher, "SELECT count(*) FROM faults.t")).hasSize(1);
      assertThat(server.faults().isArmed()).isTrue();
      assertThat(server.faults().statements()).isEmpty();
      assertThatThrownBy(() -> transaction(connection)).isInstanceOf(SQLException.class);
    }
  }

  /** For a test that runs the job in another process. */
  @Test
  void sqlArmsAFaultForEveryConnection() throws SQLException {
    try (var connection = connect(server)) {
      run(observer, "SET redshift_local.fault TO 'drop after 4'");
      assertThatThrownBy(() -> transaction(connection)).isInstanceOf(SQLException.class);
    }
    assertThat(count()).isEqualTo("2");
    for (var text : List.of("drop before 1", "conflict 2", "slow 5 at 3", "off")) {
      run(observer, "SET redshift_local.fault = '" + text + "'");
      assertThat(server.faults().isArmed()).isEqualTo(!text.equals("off"));
      server.faults().disarm();
    }
    assertThatThrownBy(() -> run(observer, "SET redshift_local.fault TO 'drop 3'"))
        .hasMessageContaining("drop before N");
  }
}
