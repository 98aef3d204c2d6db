package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.connect;
import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the job asks of com.amazon.redshift:redshift-jdbc42. */
@ExtendWith(Warehouse.class)
class DriverTest {

  private RedshiftServer server;
  private Connection connection;

  @BeforeEach
  void connectToAnEmptySchema(RedshiftServer running) throws SQLException {
    server = running;
    connection = connect(server);
    run(connection, "DROP SCHEMA IF EXISTS driver CASCADE", "CREATE SCHEMA driver");
    run(connection, "CREATE TABLE driver.t (id BIGINT PRIMARY KEY, name VARCHAR(20))");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void theServerSaysThatItIsRedshift() throws SQLException {
    var metadata = connection.getMetaData();
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Redshift");
    // https://docs.aws.amazon.com/redshift/latest/dg/r_VERSION.html
    assertThat(metadata.getDatabaseProductVersion()).isEqualTo("8.0.2");
    assertThat(rows(connection, "SELECT version()").get(0).get(0))
        .startsWith("PostgreSQL 8.0.2 ")
        .contains("Redshift");
  }

  @Test
  void aPasswordAndAnyUserAreAccepted() throws SQLException {
    var url = server.url().replace("user=awsuser", "user=etl");
    try (var other = DriverManager.getConnection(url + "&password=anything")) {
      assertThat(rows(other, "SELECT 1")).containsExactly(List.of("1"));
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> DriverManager.getConnection(server.url().replace("/dev", "/prod")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("prod");
  }

  @Test
  void aPreparedStatementCarriesEveryTypeThere() throws SQLException {
    run(
        connection,
        "CREATE TABLE driver.types (i INT, b BIGINT, d DECIMAL(20,4), r DOUBLE PRECISION,"
            + " f BOOLEAN, t TIMESTAMP, day DATE, s VARCHAR(40))");
    try (var insert =
        connection.prepareStatement("INSERT INTO driver.types VALUES (?,?,?,?,?,?,?,?)")) {
      insert.setInt(1, 7);
      insert.setLong(2, 1L << 40);
      insert.setBigDecimal(3, new BigDecimal("1234567890.1234"));
      insert.setDouble(4, Double.NaN);
      insert.setBoolean(5, true);
      insert.setTimestamp(6, Timestamp.valueOf("2026-01-05 10:11:12.123456"));
      insert.setDate(7, java.sql.Date.valueOf("1899-12-31"));
      insert.setString(8, "back\\slash 'quote' 😀");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      for (var column = 1; column <= 8; column++) {
        insert.setNull(column, Types.NULL);
      }
      insert.executeUpdate();
    }
    try (var select = connection.prepareStatement("SELECT * FROM driver.types WHERE b = ?")) {
      select.setLong(1, 1L << 40);
      try (var result = select.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getInt(1)).isEqualTo(7);
        assertThat(result.getBigDecimal(3)).isEqualTo("1234567890.1234");
        assertThat(result.getDouble(4)).isNaN();
        assertThat(result.getBoolean(5)).isTrue();
        assertThat(result.getTimestamp(6))
            .isEqualTo(Timestamp.valueOf("2026-01-05 10:11:12.123456"));
        assertThat(result.getDate(7)).isEqualTo(java.sql.Date.valueOf("1899-12-31"));
        assertThat(result.getString(8)).isEqualTo("back\\slash 'quote' 😀");
        assertThat(result.next()).isFalse();
      }
    }
  }

  @Test
  void aBatchOfPreparedRowsIsInserted() throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO driver.t VALUES (?, ?)")) {
      for (var i = 0; i < 1000; i++) {
        insert.setLong(1, i);
        insert.setString(2, "name " + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(1000);
    }
    assertThat(rows(connection, "SELECT count(*), max(id) FROM driver.t"))
        .containsExactly(List.of("1000", "999"));
  }

  @Test
  void aBatchOfDifferentStatementsIsRunInOrder() throws SQLException {
    try (var batch = connection.createStatement()) {
      batch.addBatch("INSERT INTO driver.t VALUES (1, 'a')");
      batch.addBatch("TRUNCATE driver.t");
      batch.addBatch("INSERT INTO driver.t VALUES (2, 'b')");
      batch.executeBatch();
    }
    assertThat(rows(connection, "SELECT id FROM driver.t")).containsExactly(List.of("2"));
  }

  @Test
  void statementsBetweenSemicolonsAreRunOneAfterTheOther() throws SQLException {
    run(
        connection,
        "INSERT INTO driver.t VALUES (1, 'a;b'); /* ; */ DELETE FROM driver.t; SELECT 1");
    assertThat(rows(connection, "SELECT count(*) FROM driver.t")).containsExactly(List.of("0"));
  }

  @Test
  void aLargeResultIsFetchedInPortions() throws SQLException {
    connection.setAutoCommit(false);
    try (var select = connection.createStatement()) {
      select.setFetchSize(100);
      try (var result = select.executeQuery("SELECT generate_series(1, 1050)")) {
        var sum = 0L;
        while (result.next()) {
          sum += result.getInt(1);
        }
        assertThat(sum).isEqualTo(1050L * 1051 / 2);
      }
    }
  }

  @Test
  void aFailedTransactionStaysFailedUntilItIsRolledBack() throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO driver.t VALUES (1, 'a')");
    assertThatThrownBy(() -> run(connection, "SELECT * FROM driver.nowhere"))
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> run(connection, "SELECT 1")).hasMessageContaining("aborted");
    connection.rollback();
    assertThat(rows(connection, "SELECT count(*) FROM driver.t")).containsExactly(List.of("0"));
  }

  @Test
  void aStatementThatTheProxyItselfRefusesFailsItsTransactionToo() throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO driver.t VALUES (1, 'a')");
    assertThatThrownBy(() -> run(connection, "UNLOAD ('SELECT 1') TO 's3://b/k'"))
        .hasMessageContaining("does not emulate");
    assertThatThrownBy(() -> run(connection, "SELECT 1")).hasMessageContaining("aborted");
    connection.rollback();
    assertThat(rows(connection, "SELECT count(*) FROM driver.t")).containsExactly(List.of("0"));
  }

  @Test
  void nothingOfABatchIsRunAfterAStatementThatWasRefused() throws SQLException {
    try (var batch = connection.createStatement()) {
      batch.addBatch("UNLOAD ('SELECT 1') TO 's3://b/k'");
      batch.addBatch("INSERT INTO driver.t VALUES (2, 'b')");
      assertThatThrownBy(batch::executeBatch).hasMessageContaining("does not emulate");
    }
    assertThat(rows(connection, "SELECT count(*) FROM driver.t")).containsExactly(List.of("0"));
  }

  @Test
  void afterAnErrorTheConnectionGoesOn() throws SQLException {
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(() -> run(connection, "SELEC 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> run(connection, "SELECT 1 +")).isInstanceOf(SQLException.class);
      assertThat(rows(connection, "SELECT 1")).containsExactly(List.of("1"));
    }
  }

  @Test
  void aRunningQueryCanBeCancelled() throws SQLException {
    try (var slow = connection.createStatement()) {
      slow.setQueryTimeout(1);
      assertThatThrownBy(() -> slow.execute("SELECT pg_sleep(60)"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(rows(connection, "SELECT 1")).containsExactly(List.of("1"));
  }

  @Test
  void ddlIsPartOfTheTransaction() throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "CREATE TABLE driver.gone (id INT)", "INSERT INTO driver.gone VALUES (1)");
    connection.rollback();
    assertThatThrownBy(() -> run(connection, "SELECT * FROM driver.gone"))
        .hasMessageContaining("gone");
  }
}
