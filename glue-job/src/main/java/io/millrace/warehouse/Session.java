package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A connection to Redshift that is opened when it is needed, and says which statement failed. */
final class Session implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 10_000;
  private static final Set<String> LOST = Set.of("08", "57");
  private static final Set<String> NOT_ALLOWED = Set.of("28", "3D", "42501");

  private final SignIn signIn;
  private Connection connection;

  Session(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Something done with the connection, as one transaction. */
  interface Work {
    void run() throws SQLException;
  }

  /** Something done with each row of a result. */
  interface EachRow {
    void read(ResultSet row) throws SQLException;
  }

  void transaction(Work work) {
    try {
      connected().setAutoCommit(false);
      try {
        work.run();
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw failed("the transaction", e);
    }
  }

  private void rollBack(Exception failed) {
    if (connection == null) {
      // Lost on the way: Redshift rolls back by itself.
      return;
    }
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException lost) {
      failed.addSuppressed(lost);
      abandon();
    }
  }

  int execute(String sql, Object... values) {
    try (var statement = prepared(sql, values)) {
      statement.execute();
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The rows of a query, each a list of values. */
  List<List<Object>> query(String sql, Object... values) {
    var rows = new ArrayList<List<Object>>();
    each(
        sql,
        found -> {
          var row = new ArrayList<Object>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.add(found.getObject(i));
          }
          rows.add(row);
        },
        values);
    return rows;
  }

  /** The names of a query's columns, then its rows, as texts. */
  void table(String sql, Consumer<List<String>> lines) {
    try (var statement = connected().createStatement();
        var found = statement.executeQuery(sql)) {
      var header = new ArrayList<String>();
      int width = found.getMetaData().getColumnCount();
      for (int i = 1; i <= width; i++) {
        header.add(found.getMetaData().getColumnLabel(i));
      }
      lines.accept(header);
      while (found.next()) {
        var line = new ArrayList<String>();
        for (int i = 1; i <= width; i++) {
          line.add(found.getString(i));
        }
        lines.accept(line);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Reads the rows of a query one after the other. */
  void each(String sql, EachRow reader, Object... values) {
    try (var statement = prepared(sql, values)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          reader.read(found);
        }
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    var statement = connected().prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private Connection connected() throws SQLException {
    if (connection == null) {
      connection = connect();
      execute(Sql.of("statement_timeout", Map.of()));
    }
    return connection;
  }

  private Connection connect() throws SQLException {
    try {
      Class.forName("com.amazon.redshift.Driver");
      return DriverManager.getConnection(signIn.url(), signIn.properties());
    } catch (SQLException e) {
      throw Unconnected.of(signIn, e);
    } catch (ClassNotFoundException e) {
      throw new Failure(Failure.Kind.DEFECT, "the Redshift JDBC driver is not in the jar", e);
    } catch (LinkageError e) {
      throw signIn.withoutSdk(e);
    }
  }

  /** What failed and whether another try may help; of the driver's exception only the words. */
  Failure failed(String sql, SQLException e) {
    var said = signIn.hushed(String.valueOf(e.getMessage()));
    var kind = kind(e);
    if (kind == Failure.Kind.TRANSIENT) {
      abandon();
    }
    var what = sql.lines().findFirst().orElse("");
    return new Failure(
        kind,
        kind == Failure.Kind.CONFIGURATION
            ? "Redshift does not allow it: " + what + ": " + said
            : "Redshift: " + what + ": " + said);
  }

  /**
   * Error 1023 and a deadlock ask for the transaction to be tried again.
   *
   * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">Error
   *     1023</a>
   */
  private static Failure.Kind kind(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var said = String.valueOf(e.getMessage());
    if (NOT_ALLOWED.stream().anyMatch(state::startsWith)) {
      return Failure.Kind.CONFIGURATION;
    }
    boolean conflict =
        state.equals("40001")
            || state.equals("40P01")
            || said.contains("1023")
            || said.contains("erializable isolation violation");
    return conflict || LOST.stream().anyMatch(state::startsWith)
        ? Failure.Kind.TRANSIENT
        : Failure.Kind.DEFECT;
  }

  /** Forgets a connection that may be in any state. */
  private void abandon() {
    var left = connection;
    connection = null;
    if (left != null) {
      try {
        left.close();
      } catch (SQLException gone) {
        // It was lost before.
      }
    }
  }

  @Override
  public void close() {
    abandon();
  }
}
