package io.millrace.redshiftlocal;

import io.millrace.redshiftlocal.postgres.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One stand-in for all tests of a run; each test takes a schema of its own. */
final class Warehouse implements ParameterResolver {

  private static final class Held implements AutoCloseable {
    private final Path data;
    private final RedshiftServer server;

    Held() throws IOException {
      data = Files.createTempDirectory("redshift-local");
      server =
          RedshiftServer.start(
              data,
              new Settings(
                  Mode.parse(System.getProperty("redshift.local", "embedded")), 0, Map.of()));
    }

    @Override
    public void close() throws IOException {
      server.close();
      try (var files = Files.walk(data)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RedshiftServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Warehouse.class))
        .getOrComputeIfAbsent(Held.class, key -> held(), Held.class)
        .server;
  }

  private static Held held() {
    try {
      return new Held();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static Connection connect(RedshiftServer server) throws SQLException {
    return DriverManager.getConnection(server.url());
  }

  static void run(Connection connection, String... statements) throws SQLException {
    for (var sql : statements) {
      try (var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** Each row as a list of its values' text. */
  static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
