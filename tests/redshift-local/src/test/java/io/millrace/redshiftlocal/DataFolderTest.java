package io.millrace.redshiftlocal;

import static io.millrace.redshiftlocal.Warehouse.rows;
import static io.millrace.redshiftlocal.Warehouse.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.warehouse.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data outlive the stand-in, however it ends; found as the job finds it. */
class DataFolderTest {

  @TempDir private Path data;

  private static StandIn standIn() {
    return ServiceLoader.load(StandIn.class).findFirst().orElseThrow();
  }

  private static List<List<String>> table(StandIn.Running running) throws SQLException {
    try (var connection = DriverManager.getConnection(running.url())) {
      return rows(connection, "SELECT * FROM kept.t");
    }
  }

  @Test
  void theDataAreThereAgainAfterARestart() throws SQLException {
    try (var running = standIn().start(data);
        var connection = DriverManager.getConnection(running.url())) {
      run(connection, "CREATE SCHEMA kept", "CREATE TABLE kept.t (s VARCHAR(2) PRIMARY KEY)");
      run(connection, "INSERT INTO kept.t VALUES ('é')");
    }
    try (var running = standIn().start(data);
        var connection = DriverManager.getConnection(running.url())) {
      assertThat(table(running)).containsExactly(List.of("é"));
      assertThatThrownBy(() -> run(connection, "INSERT INTO kept.t VALUES ('é!')"))
          .hasMessageContaining("value too long");
      try (var keys = connection.getMetaData().getPrimaryKeys(null, "kept", "t")) {
        assertThat(keys.next()).isTrue();
      }
    }
  }

  @Test
  void aSecondStartJoinsTheFirst() throws SQLException {
    try (var first = standIn().start(data)) {
      try (var second = standIn().start(data)) {
        assertThat(second.url()).isEqualTo(first.url());
        assertThat(second.psql()).isEqualTo(first.psql()).contains("port=");
      }
      try (var connection = DriverManager.getConnection(first.url())) {
        assertThat(rows(connection, "SELECT 1")).hasSize(1);
      }
    }
  }

  @Test
  void aFirstStartThatWasCutShortIsDoneAgain() throws Exception {
    for (var kind : List.of("embedded", "container")) {
      Files.createDirectories(data.resolve(kind));
      Files.writeString(data.resolve(kind).resolve("postgresql.conf"), "half of it");
    }
    try (var running = standIn().start(data);
        var connection = DriverManager.getConnection(running.url())) {
      assertThat(rows(connection, "SELECT 1")).hasSize(1);
    }
  }

  /** SIGKILL leaves PostgreSQL behind, still open on the folder; what was committed is kept. */
  @Test
  void aKilledStandInLeavesItsDataInOrder() throws Exception {
    var process = standInOfItsOwn();
    var url = firstLine(process, "jdbc:redshift:");
    try (var connection = DriverManager.getConnection(url)) {
      run(connection, "CREATE SCHEMA kept", "CREATE TABLE kept.t (s VARCHAR(9))");
      run(connection, "INSERT INTO kept.t VALUES ('done')");
      connection.setAutoCommit(false);
      run(connection, "INSERT INTO kept.t VALUES ('not')");
      process.destroyForcibly().waitFor();
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }
    assertThat(postgresIsOpen()).isTrue();
    try (var running = standIn().start(data)) {
      assertThat(table(running)).containsExactly(List.of("done"));
    }
  }

  @Test
  void theMainProgramStopsWhenItIsTold() throws Exception {
    var process = standInOfItsOwn();
    try (var connection = DriverManager.getConnection(firstLine(process, "jdbc:redshift:"))) {
      run(connection, "CREATE SCHEMA kept", "CREATE TABLE kept.t AS SELECT 1 AS one");
    }
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    try (var running = standIn().start(data)) {
      assertThat(table(running)).containsExactly(List.of("1"));
    }
  }

  private boolean postgresIsOpen() throws IOException {
    try (var files = Files.find(data, 2, (file, a) -> file.endsWith("postmaster.pid"))) {
      return files.findAny().isPresent();
    }
  }

  private Process standInOfItsOwn() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dredshift.local=" + System.getProperty("redshift.local", "embedded"),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process process, String containing) throws IOException {
    var lines = process.inputReader(StandardCharsets.UTF_8);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(containing)) {
        return line.substring(line.indexOf(containing));
      }
    }
    throw new IOException("The stand-in ended without saying " + containing);
  }
}
