package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import java.util.Map;

/** Why COPY refused a load, as Redshift wrote it down; without the values. */
final class LoadError {

  private LoadError() {}

  static Failure of(Session session, String staging, Failure refused) {
    var errors = session.query(Sql.of("load_error", Map.of()));
    if (errors.isEmpty()) {
      return refused;
    }
    var error = errors.get(0);
    return new Failure(
        Failure.Kind.DATA,
        "COPY into %s refused a value of column %s: %s (line %s of %s)%n    SELECT * FROM stl_load_errors ORDER BY starttime DESC tells more"
            .formatted(staging, error.get(0), error.get(1), error.get(2), error.get(3)));
  }
}
