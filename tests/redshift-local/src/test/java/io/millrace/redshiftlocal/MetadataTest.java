package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.connect;
import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How the warehouse is looked at: through the driver's metadata calls, which it answers from SHOW
 * commands, and through the catalogue views.
 */
@ExtendWith(Warehouse.class)
class MetadataTest {

  private Connection connection;

  @BeforeEach
  void aTableAndAView(RedshiftServer server) throws SQLException {
    connection = connect(server);
    run(
        connection,
        "DROP SCHEMA IF EXISTS meta CASCADE",
        "CREATE SCHEMA meta",
        """
        CREATE TABLE meta.orders (
          line_no INT NOT NULL,
          order_id BIGINT NOT NULL ENCODE az64 DISTKEY,
          note VARCHAR(300) ENCODE zstd,
          amount DECIMAL(12,2) DEFAULT 0,
          at TIMESTAMP,
          day DATE,
          more SUPER,
          PRIMARY KEY (order_id, line_no))
        DISTSTYLE KEY COMPOUND SORTKEY (at, order_id)
        """,
        "CREATE VIEW meta.current_orders AS SELECT * FROM meta.orders WITH NO SCHEMA BINDING");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private static List<String> column(ResultSet result, String... names) throws SQLException {
    try (result) {
      var values = new ArrayList<String>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (var name : names) {
          row.add(result.getString(name));
        }
        values.add(String.join(" ", row));
      }
      return values;
    }
  }

  @Test
  void getTablesListsTablesAndViews() throws SQLException {
    var tables = connection.getMetaData().getTables(null, "meta", "%", null);
    assertThat(column(tables, "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE"))
        .containsExactlyInAnyOrder("meta orders TABLE", "meta current_orders VIEW");
    var onlyTables = connection.getMetaData().getTables(null, "meta", "%", new String[] {"TABLE"});
    assertThat(column(onlyTables, "TABLE_NAME")).containsExactly("orders");
    assertThat(
            column(connection.getMetaData().getTables(null, "meta", "ord_rs", null), "TABLE_NAME"))
        .containsExactly("orders");
    assertThat(column(connection.getMetaData().getTables(null, "nowhere", "%", null), "TABLE_NAME"))
        .isEmpty();
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html
  @Test
  void distributionAndSortKeysCanBeChosenAnew() throws SQLException {
    run(
        connection,
        "SET search_path TO meta",
        "ALTER TABLE meta.orders ALTER DISTKEY line_no",
        "ALTER TABLE meta.orders ALTER SORTKEY (day, line_no)");
    assertThat(laidOut()).containsExactly("line_no t 2", "day f 1");
    run(
        connection,
        "ALTER TABLE meta.orders ALTER DISTSTYLE AUTO",
        "ALTER TABLE meta.orders ALTER SORTKEY NONE");
    assertThat(laidOut()).isEmpty();
    assertThatThrownBy(() -> run(connection, "ALTER TABLE meta.orders ALTER DISTKEY nothing"))
        .hasMessageContaining("column \"nothing\" of relation \"orders\" does not exist");
  }

  private List<String> laidOut() throws SQLException {
    var found =
        connection
            .createStatement()
            .executeQuery(
                "SELECT \"column\", distkey, sortkey FROM pg_table_def"
                    + " WHERE tablename = 'orders' AND (distkey OR sortkey <> 0)");
    return column(found, "column", "distkey", "sortkey");
  }

  @Test
  void getSchemasListsSchemasWithoutOurOwn() throws SQLException {
    assertThat(column(connection.getMetaData().getSchemas(), "TABLE_SCHEM"))
        .contains("meta", "public")
        .doesNotContain("redshift_local");
  }

  @Test
  void getColumnsGivesTypesAndSizes() throws SQLException {
    try (var columns = connection.getMetaData().getColumns(null, "meta", "orders", "%")) {
      var seen = new ArrayList<List<Object>>();
      while (columns.next()) {
        seen.add(
            List.of(
                columns.getString("COLUMN_NAME"),
                columns.getInt("DATA_TYPE"),
                columns.getInt("COLUMN_SIZE"),
                columns.getInt("DECIMAL_DIGITS"),
                columns.getString("IS_NULLABLE")));
      }
      assertThat(seen)
          .startsWith(
              List.of("line_no", Types.INTEGER, 10, 0, "NO"),
              List.of("order_id", Types.BIGINT, 19, 0, "NO"),
              List.of("note", Types.VARCHAR, 300, 0, "YES"),
              List.of("amount", Types.NUMERIC, 12, 2, "YES"))
          .hasSize(7);
    }
  }

  @Test
  void getPrimaryKeysKnowsWhatIsNotEnforced() throws SQLException {
    var keys = connection.getMetaData().getPrimaryKeys(null, "meta", "orders");
    assertThat(column(keys, "COLUMN_NAME", "KEY_SEQ"))
        .containsExactlyInAnyOrder("order_id 1", "line_no 2");
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_PG_TABLE_DEF.html
  @Test
  void pgTableDefShowsKeysAndEncodingOfTablesOnTheSearchPath() throws SQLException {
    assertThat(rows(connection, "SELECT * FROM pg_table_def WHERE tablename = 'orders'")).isEmpty();
    run(connection, "SET search_path TO meta");
    assertThat(
            rows(
                connection,
                """
                SELECT "column", type, encoding, distkey, sortkey, "notnull"
                FROM pg_table_def WHERE tablename = 'orders' AND "column" IN ('order_id', 'note')
                ORDER BY 1 DESC
                """))
        .containsExactly(
            List.of("order_id", "bigint", "az64", "t", "2", "t"),
            List.of("note", "character varying(300)", "zstd", "f", "0", "f"));
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_COLUMNS.html
  @Test
  void svvColumnsShowsLengthsAndScales() throws SQLException {
    assertThat(
            rows(
                connection,
                """
                SELECT column_name, data_type, character_maximum_length, numeric_scale
                FROM svv_columns WHERE table_schema = 'meta' AND table_name = 'orders'
                  AND column_name IN ('note', 'more') ORDER BY ordinal_position
                """))
        .containsExactly(
            java.util.Arrays.asList("note", "character varying", "300", null),
            java.util.Arrays.asList("more", "super", null, null));
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLE_INFO.html
  @Test
  void svvTableInfoShowsDistribution() throws SQLException {
    assertThat(
            rows(
                connection,
                "SELECT \"table\", diststyle, sortkey1 FROM svv_table_info WHERE \"schema\" = 'meta'"))
        .containsExactly(List.of("orders", "KEY(order_id)", "at"));
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_SUPER_type.html
  @Test
  void aSuperColumnHasSupersTypeNumber() throws SQLException {
    run(
        connection,
        "INSERT INTO meta.orders (line_no, order_id, more) SELECT 1, 1, JSON_PARSE('{\"a\":1}')");
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT more FROM meta.orders")) {
      assertThat(result.getMetaData().getColumnTypeName(1)).isEqualTo("super");
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo("{\"a\": 1}");
    }
  }
}
