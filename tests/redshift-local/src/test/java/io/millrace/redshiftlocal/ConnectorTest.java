package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.connect;
import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static io.millrace.redshiftlocal.Warehouse.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The statements that the spark-redshift connector (6.6.1, read in its source) sends for a write in
 * append mode with preactions, tempformat CSV GZIP: RedshiftWriter.unloadData and doRedshiftLoad.
 */
@ExtendWith(Warehouse.class)
class ConnectorTest {

  @TempDir private Path bucket;

  private void files(String rows) throws Exception {
    try (var out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(bucket.resolve("part-00000.csv.gz"))),
            StandardCharsets.UTF_8)) {
      out.write(rows);
    }
    write(
        bucket.resolve("manifest.json"),
        "{\"entries\": [{\"url\":\"s3://temp/part-00000.csv.gz\", \"mandatory\":true}]}");
  }

  private static void writeAsTheConnector(RedshiftServer server) throws SQLException {
    try (var connection = connect(server)) {
      run(
          connection,
          "set query_group to '{\"spark-redshift\":{\"svc\":\"\",\"ver\":\"6.6.1\",\"op\":\"Write\"}}'");
      connection.setAutoCommit(false);
      try {
        // Each through prepareStatement and execute, as JDBCWrapper has it.
        for (var sql :
            List.of(
                "CREATE TABLE IF NOT EXISTS \"connector\".\"staged\" (\"id\" BIGINT NOT NULL,"
                    + " \"Name\" VARCHAR(256)  , \"price\" DECIMAL(12,2) ) DISTSTYLE EVEN",
                "TRUNCATE TABLE \"connector\".\"staged\"",
                "COPY \"connector\".\"staged\" (\"id\",\"Name\",\"price\") FROM"
                    + " 's3://temp/manifest.json' FORMAT AS CSV GZIP NULL AS '@NULL@' manifest"
                    + " CREDENTIALS 'aws_iam_role=arn:aws:iam::123456789012:role/redshift'")) {
          try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
          }
        }
        connection.commit();
      } catch (SQLException failed) {
        connection.rollback();
        // RedshiftWriter then looks for the reason, and throws what it finds.
        var reasons =
            rows(
                connection,
                "SELECT starttime, filename, line_number, colname, err_reason FROM stl_load_errors"
                    + " WHERE query = pg_last_query_id() ORDER BY starttime DESC LIMIT 1");
        throw new SQLException(reasons.get(0).toString(), failed);
      }
    }
  }

  @Test
  void aTableIsTruncatedAndLoaded(RedshiftServer server) throws Exception {
    server.mapBucket("temp", bucket);
    try (var connection = connect(server)) {
      run(connection, "DROP SCHEMA IF EXISTS connector CASCADE", "CREATE SCHEMA connector");
    }
    files("1,Ann,@NULL@\n2,\"B,\"\"b\"\"\",3.50\n");
    writeAsTheConnector(server);
    files("3,Cid,1.00\n");
    writeAsTheConnector(server);
    try (var connection = connect(server)) {
      assertThat(rows(connection, "SELECT id, name, price FROM connector.staged"))
          .containsExactly(List.of("3", "Cid", "1.00"));
    }
    files("x,Ann,1\n");
    assertThatThrownBy(() -> writeAsTheConnector(server))
        .hasMessageContaining("part-00000.csv.gz")
        .hasMessageContaining("id")
        .hasMessageContaining("invalid input syntax for type bigint");
  }
}
