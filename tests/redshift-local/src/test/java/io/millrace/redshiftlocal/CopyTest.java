package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.connect;
import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static io.millrace.redshiftlocal.Warehouse.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * COPY of CSV, as https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html and its pages on
 * parameters have it.
 */
@ExtendWith(Warehouse.class)
class CopyTest {

  private static final String CSV =
      " FORMAT AS CSV NULL AS '@NULL@' IAM_ROLE 'arn:aws:iam::1:role/r'";

  @TempDir private Path bucket;
  private Connection connection;

  @BeforeEach
  void anEmptyTableAndABucket(RedshiftServer server) throws SQLException {
    server.mapBucket("lake", bucket);
    connection = connect(server);
    run(
        connection,
        "DROP SCHEMA IF EXISTS copying CASCADE",
        "CREATE SCHEMA copying",
        "CREATE TABLE copying.t (id INT NOT NULL, name VARCHAR(8), amount DECIMAL(8,2), at TIMESTAMP)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void copy(String key, String options) throws SQLException {
    run(connection, "COPY copying.t FROM 's3://lake/" + key + "'" + CSV + options);
  }

  private List<List<String>> table() throws SQLException {
    return rows(connection, "SELECT * FROM copying.t ORDER BY id");
  }

  private List<String> loadError() throws SQLException {
    return rows(
            connection,
            """
            SELECT trim(filename), line_number, trim(colname), err_code, trim(err_reason)
            FROM stl_load_errors WHERE query = pg_last_query_id()
            """)
        .get(0);
  }

  private static void gzip(Path file, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html
  @Test
  void aManifestNamesTheFilesThatAreLoaded() throws Exception {
    Files.createDirectories(bucket.resolve("tmp"));
    gzip(bucket.resolve("tmp/part-0.csv.gz"), "1,Ann,1.50,2026-01-05 10:11:12.123456\n");
    gzip(bucket.resolve("tmp/part-1.csv.gz"), "2,@NULL@,@NULL@,@NULL@\n");
    gzip(bucket.resolve("tmp/part-2.csv.gz"), "3,not listed,,\n");
    write(
        bucket.resolve("tmp/manifest.json"),
        """
        {"entries": [
          {"url": "s3://lake/tmp/part-0.csv.gz", "mandatory": true, "meta": {"content_length": 9}},
          {"url": "s3a://lake/tmp/part-1.csv.gz", "mandatory": true},
          {"url": "s3://lake/tmp/absent.csv.gz", "mandatory": false}]}
        """);
    copy("tmp/manifest.json", " GZIP MANIFEST");
    assertThat(table())
        .containsExactly(
            List.of("1", "Ann", "1.50", "2026-01-05 10:11:12.123456"),
            Arrays.asList("2", null, null, null));
    assertThat(rows(connection, "SELECT pg_last_copy_count()")).containsExactly(List.of("2"));
  }

  @Test
  void aPrefixNamesEveryFileThatBeginsWithIt() throws Exception {
    write(bucket.resolve("in/a1.csv"), "1,a,,\n");
    write(bucket.resolve("in/a2.csv"), "2,b,,\n");
    write(bucket.resolve("in/b1.csv"), "3,c,,\n");
    copy("in/a", "");
    assertThat(table()).extracting(row -> row.get(0)).containsExactly("1", "2");
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-csv
  @Test
  void quotedFieldsKeepDelimitersLineFeedsAndQuotes() throws Exception {
    write(bucket.resolve("q.csv"), "1,\"a,\"\"b\"\"\n\\t\",,\r\n2, x ,,\n3,\"y\" ,,\n4,,,");
    copy("q.csv", "");
    assertThat(table())
        .extracting(row -> row.get(1))
        .containsExactly("a,\"b\"\n\\t", " x ", "y", "");
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-conversion.html: "Empty
  // fields for other data types, such as INT, are always loaded with NULL."
  @Test
  void anEmptyFieldIsNullUnlessItsColumnHoldsText() throws Exception {
    write(bucket.resolve("e.csv"), "1,,,\n2,\"\",,\n");
    copy("e.csv", "");
    assertThat(table())
        .containsExactly(Arrays.asList("1", "", null, null), Arrays.asList("2", "", null, null));
    run(connection, "TRUNCATE copying.t");
    copy("e.csv", " EMPTYASNULL");
    assertThat(table()).extracting(row -> row.get(1)).containsOnlyNulls();
  }

  @Test
  void aFieldThatReadsLikeNullIsNullEvenInQuotes() throws Exception {
    write(bucket.resolve("n.csv"), "1,\"@NULL@\",,\n2,@NULL@!,,\n");
    copy("n.csv", "");
    assertThat(table()).extracting(row -> row.get(1)).containsExactly(null, "@NULL@!");
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-conversion.html#copy-roundec
  @Test
  void copyCutsExcessDecimalsWhereInsertRounds() throws Exception {
    write(bucket.resolve("d.csv"), "1,,1.239,\n2,,-1.239,\n");
    copy("d.csv", "");
    run(connection, "INSERT INTO copying.t VALUES (3, '', 1.239, NULL)");
    assertThat(table()).extracting(row -> row.get(2)).containsExactly("1.23", "-1.23", "1.24");
    run(connection, "TRUNCATE copying.t");
    copy("d.csv", " ROUNDEC");
    assertThat(table()).extracting(row -> row.get(2)).containsExactly("1.24", "-1.24");
  }

  @Test
  void columnsMayBeNamedAndHeadersSkipped() throws Exception {
    write(bucket.resolve("h.csv"), "name;id\nAnn;1\n");
    run(
        connection,
        "COPY copying.t (name, \"ID\") FROM 's3://lake/h.csv' CSV DELIMITER ';' IGNOREHEADER 1"
            + " CREDENTIALS 'aws_iam_role=arn:aws:iam::1:role/r' REGION 'eu-west-1' COMPUPDATE OFF"
            + " STATUPDATE ON DATEFORMAT 'auto' TIMEFORMAT AS 'auto' MAXERROR 0");
    assertThat(table()).containsExactly(Arrays.asList("1", "Ann", null, null));
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html: 1204
  @Test
  void aTextOfTooManyBytesFailsTheLoadAndIsFoundInStlLoadErrors() throws Exception {
    write(bucket.resolve("l.csv"), "1,12345678,,\n2,1234567é,,\n");
    assertThatThrownBy(() -> copy("l.csv", ""))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(
            "Load into table 't' failed.  Check 'stl_load_errors' system table for details.");
    assertThat(table()).isEmpty();
    assertThat(loadError())
        .containsExactly(
            bucket.resolve("l.csv").toString(),
            "2",
            "name",
            "1204",
            "String length exceeds DDL length");
    copy("l.csv", " TRUNCATECOLUMNS");
    assertThat(table()).extracting(row -> row.get(1)).containsExactly("12345678", "1234567");
  }

  @Test
  void everyKindOfBadRowIsNamed() throws Exception {
    for (var bad :
        List.of(
            List.of("x,,,", "id", "1207", "invalid input syntax for type integer: \"x\""),
            List.of(",a,,", "id", "1213", "Missing data for not-null field"),
            List.of("9,a", "amount", "1214", "Delimiter not found"),
            List.of("9,a,,,", "", "1202", "Extra column(s) found"),
            List.of(
                "9,a,,5 o'clock",
                "at",
                "1206",
                "invalid input syntax for type timestamp: \"5 o'clock\""),
            List.of("9,a,12345678.9,", "amount", "1216", "numeric field overflow"))) {
      write(bucket.resolve("0.csv"), "1,a,,\n2,b,,\n");
      write(bucket.resolve("1.csv"), "3,\"c\n\",,\n" + bad.get(0) + "\n");
      write(
          bucket.resolve("m.json"),
          "{\"entries\":[{\"url\":\"s3://lake/0.csv\"},{\"url\":\"s3://lake/1.csv\"}]}");
      assertThatThrownBy(() -> copy("m.json", " MANIFEST")).hasMessageContaining("stl_load_errors");
      assertThat(loadError().get(0)).isEqualTo(bucket.resolve("1.csv").toString());
      assertThat(loadError().subList(2, 5)).isEqualTo(bad.subList(1, 4));
      assertThat(table()).isEmpty();
    }
  }

  // https://docs.aws.amazon.com/redshift/latest/dg/multi-byte-character-load-errors.html
  @Test
  void bytesThatAreNoUtf8FailTheLoad() throws Exception {
    Files.write(bucket.resolve("u.csv"), new byte[] {'1', ',', (byte) 0xff, ',', ',', '\n'});
    assertThatThrownBy(() -> copy("u.csv", "")).hasMessageContaining("stl_load_errors");
    assertThat(loadError().get(3)).isEqualTo("1220");
  }

  @Test
  void aFileThatIsNoGzipFailsTheLoad() throws Exception {
    write(bucket.resolve("g.csv.gz"), "1,a,,\n");
    assertThatThrownBy(() -> copy("g.csv.gz", " GZIP")).hasMessageContaining("stl_load_errors");
    gzip(bucket.resolve("g.csv.gz"), "1,a,,\n".repeat(1000));
    var whole = Files.readAllBytes(bucket.resolve("g.csv.gz"));
    Files.write(bucket.resolve("g.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> copy("g.csv.gz", " GZIP")).hasMessageContaining("stl_load_errors");
    assertThat(table()).isEmpty();
  }

  @Test
  void theLoadErrorOutlivesTheTransactionThatItEnds() throws Exception {
    write(bucket.resolve("x.csv"), "x,,,\n");
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO copying.t VALUES (1)");
    assertThatThrownBy(() -> copy("x.csv", "")).hasMessageContaining("stl_load_errors");
    assertThatThrownBy(() -> run(connection, "SELECT 1")).hasMessageContaining("aborted");
    connection.rollback();
    assertThat(loadError().get(2)).isEqualTo("id");
    assertThat(table()).isEmpty();
  }

  @Test
  void aCopyIsRolledBackWithItsTransaction() throws Exception {
    write(bucket.resolve("r.csv"), "1,a,,\n");
    connection.setAutoCommit(false);
    copy("r.csv", "");
    assertThat(table()).hasSize(1);
    connection.rollback();
    assertThat(table()).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    write(
        bucket.resolve("m.json"),
        "{\"entries\":[{\"url\":\"s3://lake/absent.csv\",\"mandatory\":true}]}");
    assertThatThrownBy(() -> copy("m.json", " MANIFEST"))
        .hasMessageContaining("NoSuchKey")
        .hasMessageContaining("s3://lake/absent.csv");
    assertThatThrownBy(() -> copy("nowhere.json", " MANIFEST"))
        .hasMessageContaining("s3://lake/nowhere.json");
    assertThatThrownBy(() -> copy("nothing/", ""))
        .hasMessageContaining("The specified S3 prefix 's3://lake/nothing/' does not exist");
    assertThatThrownBy(() -> run(connection, "COPY copying.t FROM 's3://unknown/x'" + CSV))
        .hasMessageContaining("NoSuchBucket")
        .hasMessageContaining("redshift.local.buckets=unknown=FOLDER");
    assertThatThrownBy(() -> run(connection, "COPY copying.nowhere FROM 's3://lake/x'" + CSV))
        .hasMessageContaining("does not exist");
    assertThat(rows(connection, "SELECT 1")).hasSize(1);
  }

  @Test
  void whatIsNotEmulatedIsRefused() {
    for (var options :
        List.of(
            "FORMAT AS PARQUET",
            "CSV ACCEPTINVCHARS",
            "CSV MAXERROR 5",
            "DELIMITER '|'",
            "CSV TIMEFORMAT 'epochsecs'")) {
      assertThatThrownBy(() -> run(connection, "COPY copying.t FROM 's3://lake/x' " + options))
          .hasMessageContaining("redshift-local does not emulate");
    }
  }

  @Test
  void manyRowsAreLoadedAtOnce() throws Exception {
    var text = new StringBuilder();
    for (var i = 0; i < 200_000; i++) {
      text.append(i).append(",n").append(i % 1000).append(",").append(i).append(".25,2026-01-05\n");
    }
    gzip(bucket.resolve("big.csv.gz"), text.toString());
    copy("big.csv.gz", " GZIP");
    assertThat(rows(connection, "SELECT count(*), sum(amount) FROM copying.t"))
        .containsExactly(List.of("200000", "19999950000.00"));
  }
}
