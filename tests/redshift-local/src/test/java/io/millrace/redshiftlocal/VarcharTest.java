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

/**
 * "A VARCHAR(12) column can contain 12 single-byte characters, 6 two-byte characters, …":
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
 */
@ExtendWith(Warehouse.class)
class VarcharTest {

  private Connection connection;

  @BeforeEach
  void aTable(RedshiftServer server) throws SQLException {
    connection = connect(server);
    run(connection, "DROP SCHEMA IF EXISTS bytes CASCADE", "CREATE SCHEMA bytes");
    run(connection, "CREATE TABLE bytes.t (id INT, s VARCHAR(4))");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void isTooLong(String sql, int length) {
    assertThatThrownBy(() -> run(connection, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("value too long for type character varying(" + length + ")")
        .extracting(error -> ((SQLException) error).getSQLState())
        .isEqualTo("22001");
  }

  @Test
  void lengthsAreCountedInBytes() throws SQLException {
    run(connection, "INSERT INTO bytes.t VALUES (1, 'abcd'), (2, 'éé'), (3, '😀'), (4, NULL)");
    isTooLong("INSERT INTO bytes.t VALUES (5, 'abcé')", 4);
    isTooLong("INSERT INTO bytes.t VALUES (6, 'abcde')", 4);
    isTooLong("UPDATE bytes.t SET s = 'ééé' WHERE id = 1", 4);
    assertThat(rows(connection, "SELECT count(*) FROM bytes.t")).containsExactly(List.of("4"));
  }

  @Test
  void theErrorNamesTheColumn() {
    assertThatThrownBy(() -> run(connection, "INSERT INTO bytes.t VALUES (1, 'ééé')"))
        .hasMessageContaining("column s of table bytes.t: 6 bytes");
  }

  @Test
  void columnsThatComeLaterCountBytesToo() throws SQLException {
    run(connection, "ALTER TABLE bytes.t ADD COLUMN later VARCHAR(2)");
    isTooLong("INSERT INTO bytes.t (later) VALUES ('é!')", 2);
    run(connection, "CREATE TABLE bytes.copied AS SELECT s FROM bytes.t");
    isTooLong("INSERT INTO bytes.copied VALUES ('éé!')", 4);
    run(connection, "CREATE TABLE bytes.alike (LIKE bytes.t)");
    isTooLong("INSERT INTO bytes.alike (s) VALUES ('éé!')", 4);
    run(connection, "CREATE TEMP TABLE staged (s VARCHAR(4))");
    isTooLong("INSERT INTO staged VALUES ('éé!')", 4);
    run(connection, "ALTER TABLE bytes.t RENAME COLUMN s TO renamed");
    isTooLong("INSERT INTO bytes.t (renamed) VALUES ('éé!')", 4);
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html: ALTER COLUMN … TYPE
  @Test
  void aWiderColumnHoldsMoreBytesAlsoBelowAView() throws SQLException {
    run(
        connection,
        "INSERT INTO bytes.t VALUES (1, 'éé')",
        "CREATE VIEW bytes.v AS SELECT * FROM bytes.t WITH NO SCHEMA BINDING",
        "ALTER TABLE bytes.t ALTER COLUMN s TYPE VARCHAR(6)",
        "INSERT INTO bytes.t VALUES (2, 'ééé')");
    isTooLong("INSERT INTO bytes.t VALUES (3, 'ééé!')", 6);
    assertThat(rows(connection, "SELECT s FROM bytes.v ORDER BY id"))
        .containsExactly(List.of("éé"), List.of("ééé"));
  }

  @Test
  void aColumnIsNotMadeNarrowerThanWhatItHolds() throws SQLException {
    run(connection, "INSERT INTO bytes.t VALUES (1, 'éé')");
    assertThatThrownBy(() -> run(connection, "ALTER TABLE bytes.t ALTER COLUMN s TYPE VARCHAR(3)"))
        .hasMessageContaining("column s of table bytes.t: 4 bytes");
    assertThatThrownBy(() -> run(connection, "ALTER TABLE bytes.t ALTER COLUMN id TYPE VARCHAR(9)"))
        .hasMessageContaining("only a VARCHAR can be resized");
    assertThatThrownBy(() -> run(connection, "ALTER TABLE bytes.t ALTER COLUMN id TYPE BIGINT"))
        .hasMessageContaining("not supported by Amazon Redshift");
  }

  @Test
  void maxIs65535Bytes() throws SQLException {
    run(connection, "CREATE TABLE bytes.long (s VARCHAR(MAX))");
    run(connection, "INSERT INTO bytes.long VALUES ('" + "x".repeat(65535) + "')");
    isTooLong("INSERT INTO bytes.long VALUES ('" + "x".repeat(65534) + "é')", 65535);
  }

  // The same page: VARCHAR and TEXT without a length are VARCHAR(256), CHAR is CHAR(1)
  @Test
  void aLengthLeftOutIs256() throws SQLException {
    run(
        connection,
        "CREATE TABLE bytes.bare (a VARCHAR, b TEXT, c CHARACTER VARYING, d NVARCHAR(3))");
    for (var column : List.of("a", "b", "c")) {
      run(connection, "INSERT INTO bytes.bare (" + column + ") VALUES ('" + "x".repeat(256) + "')");
      isTooLong("INSERT INTO bytes.bare (" + column + ") VALUES ('" + "x".repeat(257) + "')", 256);
    }
    isTooLong("INSERT INTO bytes.bare (d) VALUES ('éé')", 3);
  }
}
