package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.copy.Load.Failure;
import io.millrace.redshiftlocal.postgres.Postgres;
import io.millrace.redshiftlocal.sql.Translation;
import java.io.IOException;
import java.util.Map;

/**
 * Writes down what COPY did, over a connection of its own: Redshift's system tables keep it even
 * when the COPY's transaction is rolled back.
 */
final class LoadLog {

  private final Postgres postgres;
  private final int session;

  LoadLog(Postgres postgres, int session) {
    this.postgres = postgres;
    this.session = session;
  }

  /** Gives the query's number, which stl_load_errors and pg_last_query_id() show. */
  int load(long rows) throws IOException, BackendError {
    try (var connection = Connection.open(postgres, Map.of())) {
      return Integer.parseInt(
          connection
              .backend()
              .rows(
                  "INSERT INTO redshift_local.loads (session, rows) VALUES (%d, %d) RETURNING query"
                      .formatted(session, rows))
              .get(0)
              .get(0));
    }
  }

  void failure(int query, String table, Failure failure) throws IOException, BackendError {
    try (var connection = Connection.open(postgres, Map.of())) {
      connection
          .backend()
          .rows(
              """
              INSERT INTO redshift_local.load_errors
              VALUES (%d, %s::regclass::oid::int, %s, %d, %s, %s, %s, %s, %d, %s)
              """
                  .formatted(
                      query,
                      "to_regclass(" + Translation.literal(table) + ")",
                      Translation.literal(failure.file()),
                      failure.line(),
                      Translation.literal(failure.column()),
                      Translation.literal(failure.type()),
                      Translation.literal(Integer.toString(failure.length())),
                      Translation.literal(failure.raw()),
                      failure.code(),
                      Translation.literal(failure.reason())));
    }
  }
}
