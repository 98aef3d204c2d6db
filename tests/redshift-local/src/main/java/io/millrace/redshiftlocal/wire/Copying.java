package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.copy.Column;
import io.millrace.redshiftlocal.copy.Load;
import io.millrace.redshiftlocal.copy.Load.Failure;
import io.millrace.redshiftlocal.copy.Locations;
import io.millrace.redshiftlocal.sql.CopyCommand;
import io.millrace.redshiftlocal.sql.RedshiftError;
import io.millrace.redshiftlocal.sql.Translation;
import io.millrace.redshiftlocal.wire.Backend.Sink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * COPY: reads the files here, and streams their rows to PostgreSQL. All rows are loaded or none.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_COPY.html">COPY</a>
 */
final class Copying {

  /** Where PostgreSQL found a mistake, e.g. {@code COPY t, line 3, column n: "x"}. */
  private static final Pattern PLACE = Pattern.compile("line (\\d+)(?:, column ([^:\\n]+))?");

  private final Backend backend;
  private final Locations locations;
  private final LoadLog log;

  Copying(Backend backend, Locations locations, LoadLog log) {
    this.backend = backend;
    this.locations = locations;
    this.log = log;
  }

  /** Gives the command's tag; an error is also found in stl_load_errors. */
  String run(CopyCommand command, Sink client) throws IOException, BackendError {
    var columns = columns(command);
    var load = Load.of(command, locations, columns);
    var failure = stream(command, columns, load);
    var query = log.load(load.rows());
    if (failure != null) {
      log.failure(query, command.table(), failure);
      throw new BackendError(failed(command));
    }
    client.accept(completed(command, load.rows()));
    return "COPY";
  }

  private List<Column> columns(CopyCommand command) throws IOException, BackendError {
    var byName =
        backend
            .rows(
                """
                SELECT attname, typname, atttypmod, attnotnull, attidentity <> ''
                FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
                WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
                """
                    .formatted(Translation.literal(command.table())))
            .stream()
            .collect(
                Collectors.toMap(row -> row.get(0), row -> row, (a, b) -> a, LinkedHashMap::new));
    var names =
        command.columns().isEmpty()
            ? byName.values().stream()
                .filter(row -> row.get(4).equals("f"))
                .map(row -> row.get(0))
                .toList()
            : command.columns();
    var columns = new ArrayList<Column>();
    for (var name : names) {
      var row = byName.get(name);
      if (row == null) {
        throw RedshiftError.of(
            "42703",
            "column \"%s\" of relation %s does not exist".formatted(name, command.table()),
            "");
      }
      columns.add(
          new Column(name, row.get(1), Integer.parseInt(row.get(2)), row.get(3).equals("t")));
    }
    return columns;
  }

  /** Gives what went wrong, or null. */
  private Failure stream(CopyCommand command, List<Column> columns, Load load)
      throws IOException, BackendError {
    var names = columns.stream().map(c -> '"' + c.name() + '"').collect(Collectors.joining(", "));
    backend.send(Frame.query("COPY %s (%s) FROM STDIN".formatted(command.table(), names)));
    var answer = backend.next();
    if (answer.type() == Frame.ERROR) {
      backend.drain(frame -> {});
      throw new BackendError(answer);
    }
    var failure = load.read(line -> backend.send(new Frame('d', line)));
    backend.send(
        failure == null
            ? Frame.empty('c')
            : new FrameBody().text("the file cannot be loaded").frame('f'));
    var errors = new ArrayList<Frame>();
    backend.drain(
        frame -> {
          if (frame.type() == Frame.ERROR) {
            errors.add(frame);
          }
        });
    if (failure != null || errors.isEmpty()) {
      return failure;
    }
    return fromPostgres(errors.get(0), load);
  }

  private static Failure fromPostgres(Frame error, Load load) throws BackendError {
    var place = PLACE.matcher(BackendError.field(error, 'W'));
    if (!place.find()) {
      throw new BackendError(error);
    }
    var code =
        switch (BackendError.field(error, 'C')) {
          case "22007", "22008" -> 1206; // Invalid timestamp format or value
          case "22003" -> 1216; // Overflow
          default -> 1207; // Invalid digit
        };
    return load.failureAt(
        Long.parseLong(place.group(1)), place.group(2), code, BackendError.field(error, 'M'));
  }

  private static Frame failed(CopyCommand command) {
    return RedshiftDialect.error(
        "XX000",
        "Load into table '%s' failed.  Check 'stl_load_errors' system table for details."
            .formatted(bareName(command)),
        "");
  }

  private static Frame completed(CopyCommand command, long rows) {
    return new FrameBody()
        .text("SINFO")
        .text("C00000")
        .text(
            "MLoad into table '%s' completed, %d record(s) loaded successfully."
                .formatted(bareName(command), rows))
        .octet(0)
        .frame(Frame.NOTICE);
  }

  private static String bareName(CopyCommand command) {
    var table = command.table();
    return table.substring(table.lastIndexOf('.') + 1).replace("\"", "");
  }
}
