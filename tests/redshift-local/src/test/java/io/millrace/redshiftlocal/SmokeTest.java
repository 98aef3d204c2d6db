package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.connect;
import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static io.millrace.redshiftlocal.Warehouse.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Warehouse.class)
class SmokeTest {

  @Test
  void aTableIsMadeLoadedAndTruncated(RedshiftServer server, @TempDir Path files) throws Exception {
    write(files.resolve("a.csv"), "1,Ann\n2,@NULL@\n");
    var manifest =
        write(
            files.resolve("m.json"),
            "{\"entries\":[{\"url\":\"file://"
                + files.resolve("a.csv")
                + "\",\"mandatory\":true}]}");
    try (var connection = connect(server)) {
      run(
          connection,
          "CREATE SCHEMA IF NOT EXISTS smoke",
          "CREATE TABLE smoke.t (id BIGINT NOT NULL ENCODE az64, name VARCHAR(10), PRIMARY KEY (id))"
              + " DISTSTYLE KEY DISTKEY(id) COMPOUND SORTKEY(id)",
          "COPY smoke.t FROM 'file://"
              + manifest
              + "' FORMAT AS CSV NULL AS '@NULL@' MANIFEST IAM_ROLE 'arn:aws:iam::1:role/x'");
      assertThat(rows(connection, "SELECT * FROM smoke.t ORDER BY id"))
          .containsExactly(List.of("1", "Ann"), java.util.Arrays.asList("2", null));
      connection.setAutoCommit(false);
      run(connection, "INSERT INTO smoke.t VALUES (3, 'x')", "TRUNCATE smoke.t");
      connection.rollback();
      assertThat(rows(connection, "SELECT count(*) FROM smoke.t")).containsExactly(List.of("0"));
      var tables = connection.getMetaData().getTables(null, "smoke", "%", null);
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("TABLE_NAME")).isEqualTo("t");
    }
  }
}
