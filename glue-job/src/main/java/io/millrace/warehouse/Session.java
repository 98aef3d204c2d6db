package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A connection to Redshift that says which statement failed. */
final class Session implements AutoCloseable {

  private final Connection connection;

  private Session(Connection connection) {
    this.connection = connection;
  }

  static Session open(String url, Properties properties) {
    try {
      Class.forName("com.amazon.redshift.Driver");
      return new Session(DriverManager.getConnection(url, properties));
    } catch (ClassNotFoundException e) {
      throw new Failure(Failure.Kind.DEFECT, "the Redshift JDBC driver is not in the jar", e);
    } catch (SQLException e) {
      throw new Failure(Failure.Kind.TRANSIENT, "cannot connect to Redshift: " + e.getMessage(), e);
    }
  }

  /** Something done with the connection, as one transaction. */
  interface Work {
    void run() throws SQLException;
  }

  void transaction(Work work) {
    try {
      connection.setAutoCommit(false);
      try {
        work.run();
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed("the transaction", e);
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
    try (var statement = prepared(sql, values);
        var found = statement.executeQuery()) {
      var rows = new ArrayList<List<Object>>();
      int width = found.getMetaData().getColumnCount();
      while (found.next()) {
        var row = new ArrayList<Object>();
        for (int i = 1; i <= width; i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static Failure failed(String sql, SQLException e) {
    return new Failure(
        Failure.Kind.TRANSIENT,
        "Redshift refused: " + sql.lines().findFirst().orElse("") + ": " + e.getMessage(),
        e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed("to close the connection", e);
    }
  }
}
