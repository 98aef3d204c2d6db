package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Why a column that somebody can see in a staging table's file is not there at one step. */
record Absence(String message, String remedy) {

  static Optional<Absence> of(Survey survey, Identifier column, Columns row, String table) {
    return survey.pipeline().stagings().stream()
        .filter(staging -> staging.staging().text().equals(table))
        .findFirst()
        .flatMap(staging -> of(staging, survey.flow().staging(staging.staging()), column, row));
  }

  private static Optional<Absence> of(
      Staging staging, StagingFlow flow, Identifier column, Columns row) {
    if (flow.declared().has(column)) {
      return Optional.of(
          new Absence(
              "'" + column + "' is gone by then: a transform before this has dropped or renamed it",
              "name what is there: " + Survey.listed(row.names())));
    }
    if (flow.unmasked().has(column)) {
      return Optional.of(
          new Absence(
              "'" + column + "' is not there yet: a transform after this makes it",
              "make it in prepare, or name what is there: " + Survey.listed(row.names())));
    }
    return Optional.ofNullable(technical(staging).get(column))
        .map(
            use ->
                new Absence(
                    "'" + column + "' is read as " + use + ", and not carried on as a column",
                    "name what is there: " + Survey.listed(row.names())));
  }

  /** The columns that are read for what they say of a change. */
  static Map<Identifier, String> technical(Staging staging) {
    Map<Identifier, String> uses = new LinkedHashMap<>();
    uses.put(Identifier.of("op"), "DMS's operation");
    staging.source().timestamp().ifPresent(column -> uses.put(column, "source.timestamp"));
    staging.position().forEach(column -> uses.put(column, "position"));
    staging.keyBefore().forEach(column -> uses.put(column, "key_before"));
    return uses;
  }
}
