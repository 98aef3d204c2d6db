package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.connect;
import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where Redshift's transactions are not PostgreSQL's. */
@ExtendWith(Warehouse.class)
class TransactionTest {

  private Connection one;
  private Connection other;

  @BeforeEach
  void twoConnections(RedshiftServer server) throws SQLException {
    one = connect(server);
    other = connect(server);
    run(one, "DROP SCHEMA IF EXISTS tx CASCADE", "CREATE SCHEMA tx");
    run(one, "CREATE TABLE tx.t (id INT, n INT)", "INSERT INTO tx.t VALUES (1, 0)");
    run(one, "CREATE TABLE tx.s (id INT)", "INSERT INTO tx.s VALUES (1)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    one.close();
    other.close();
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html: "TRUNCATE commits the
  // transaction in which it is run."
  @Test
  void truncateCommitsWhatCameBeforeIt() throws SQLException {
    one.setAutoCommit(false);
    run(one, "INSERT INTO tx.t VALUES (2, 0)", "TRUNCATE TABLE tx.s");
    assertThat(rows(other, "SELECT count(*) FROM tx.t")).containsExactly(List.of("2"));
    assertThat(rows(other, "SELECT count(*) FROM tx.s")).containsExactly(List.of("0"));
    run(one, "INSERT INTO tx.t VALUES (3, 0)");
    one.rollback();
    assertThat(rows(one, "SELECT count(*) FROM tx.t")).containsExactly(List.of("2"));
  }

  @Test
  void truncateInAFailedTransactionDoesNothing() throws SQLException {
    one.setAutoCommit(false);
    assertThatThrownBy(() -> run(one, "SELECT 1/0")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> run(one, "TRUNCATE tx.s")).hasMessageContaining("aborted");
    one.rollback();
    assertThat(rows(one, "SELECT count(*) FROM tx.s")).containsExactly(List.of("1"));
  }

  @Test
  void aTruncateThatFailsDoesNotCommit() throws SQLException {
    one.setAutoCommit(false);
    run(one, "INSERT INTO tx.t VALUES (2, 0)");
    assertThatThrownBy(() -> run(one, "TRUNCATE tx.nowhere")).hasMessageContaining("nowhere");
    one.rollback();
    assertThat(rows(one, "SELECT count(*) FROM tx.t")).containsExactly(List.of("1"));
  }

  @Test
  void deleteDoesNotCommit() throws SQLException {
    one.setAutoCommit(false);
    run(one, "DELETE FROM tx.s");
    one.rollback();
    assertThat(rows(one, "SELECT count(*) FROM tx.s")).containsExactly(List.of("1"));
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html: snapshot isolation is
  // the default; a transaction sees the database as it was when it began to read.
  @Test
  void aTransactionKeepsItsSnapshot() throws SQLException {
    one.setAutoCommit(false);
    assertThat(rows(one, "SELECT n FROM tx.t")).containsExactly(List.of("0"));
    run(other, "UPDATE tx.t SET n = 5");
    assertThat(rows(one, "SELECT n FROM tx.t")).containsExactly(List.of("0"));
    one.commit();
    assertThat(rows(one, "SELECT n FROM tx.t")).containsExactly(List.of("5"));
  }

  // The same page: "ERROR: 1023 DETAIL: Serializable isolation violation"
  @Test
  void twoWritersOfOneRowCollideWith1023() throws SQLException {
    one.setAutoCommit(false);
    rows(one, "SELECT n FROM tx.t");
    run(other, "UPDATE tx.t SET n = n + 1");
    assertThatThrownBy(() -> run(one, "UPDATE tx.t SET n = n + 1"))
        .hasMessageContaining("1023")
        .hasMessageContaining("Serializable isolation violation");
    one.rollback();
    run(one, "UPDATE tx.t SET n = n + 1");
    one.commit();
    assertThat(rows(other, "SELECT n FROM tx.t")).containsExactly(List.of("2"));
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
  @Test
  void whoLocksFirstReadsTheLatest() throws SQLException {
    one.setAutoCommit(false);
    run(one, "LOCK tx.t, tx.s");
    other.setAutoCommit(false);
    run(other, "SET statement_timeout TO 200");
    other.commit();
    assertThatThrownBy(() -> run(other, "LOCK TABLE tx.t")).isInstanceOf(SQLException.class);
    other.rollback();
    run(one, "UPDATE tx.t SET n = 9");
    one.commit();
    run(other, "LOCK TABLE tx.t");
    assertThat(rows(other, "SELECT n FROM tx.t")).containsExactly(List.of("9"));
    other.rollback();
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_VACUUM_command.html: "VACUUM … can't run
  // within a transaction block"
  @Test
  void someStatementsWantNoTransaction() throws SQLException {
    run(one, "CREATE TABLE tx.v (s VARCHAR(5))", "VACUUM FULL tx.t", "VACUUM");
    run(one, "ANALYZE tx.t", "ALTER TABLE tx.v ALTER COLUMN s TYPE VARCHAR(10)");
    one.setAutoCommit(false);
    for (var sql : List.of("VACUUM tx.t", "ALTER TABLE tx.v ALTER COLUMN s TYPE VARCHAR(20)")) {
      assertThatThrownBy(() -> run(one, sql))
          .hasMessageContaining("cannot run inside a transaction block");
      one.rollback();
    }
  }
}
