package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings tables from staging to what readers see, all of them and the ledger in one transaction.
 */
record Merge(Session session, Names names, Ledger ledger, Fence fence) {

  /** A table's step from mark to mark, and how many rows of it wait in staging. */
  record Step(ServedTable table, Mark from, Mark to, long staged) {}

  /** Done in one transaction. */
  void of(List<Step> steps, String token) {
    session.transaction(() -> merge(steps, token));
  }

  private void merge(List<Step> steps, String token) {
    session.execute(Sql.of("lock", Map.of("ledger", names.ledger())));
    for (var step : steps) {
      if (!ledger.move(step.table().name(), step.from(), step.to(), token)) {
        throw overtaken(names.target(step.table()) + " has moved on in the publish ledger");
      }
    }
    for (var step : steps) {
      if (step.staged() > 0) {
        merge(step, token);
      }
    }
    fence.check();
  }

  private static Failure overtaken(String what) {
    return new Failure(
        Failure.Kind.TRANSIENT,
        what + ": somebody else publishes to it; nothing was changed\n    run it again");
  }

  private void merge(Step step, String token) {
    var table = step.table();
    var staging = names.staging(table);
    var found = session.query(Sql.of("staged", Map.of("staging", staging)), token).get(0).get(0);
    if (((Number) found).longValue() != step.staged()) {
      throw overtaken(
          "%s holds %s rows of this load, not %d".formatted(staging, found, step.staged()));
    }
    var columns = List.of(table.columns().fieldNames());
    var slots =
        Map.of(
            "target", names.target(table),
            "staging", staging,
            "columns", Names.list(columns),
            "assignments",
                columns.stream()
                    .map(Names::quoted)
                    .map(column -> column + " = s." + column)
                    .collect(Collectors.joining(", ")),
            "same",
                table.key().stream()
                    .map(Names::quoted)
                    .map(key -> Names.quoted(table.name().text()) + "." + key + " = s." + key)
                    .collect(Collectors.joining(" AND ")));
    for (var action : List.of("amend", "withdraw", "open")) {
      session.execute(Sql.of(action, slots), token);
    }
  }
}
