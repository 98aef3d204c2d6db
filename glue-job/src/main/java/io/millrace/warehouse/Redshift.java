package io.millrace.warehouse;

import static org.apache.spark.sql.functions.lit;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Technical;
import io.millrace.pipeline.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The Redshift that serves a pipeline's tables. */
public final class Redshift implements AutoCloseable {

  private final Session session;
  private final Warehouse.Schemas schemas;
  private final Location tempdir;
  private final String role;
  private final String pipeline;

  private Redshift(
      Session session, Warehouse.Schemas schemas, Location tempdir, String role, String pipeline) {
    this.session = session;
    this.schemas = schemas;
    this.tempdir = tempdir;
    this.role = role;
    this.pipeline = pipeline;
  }

  /** The statements that make a table and its staging table where they are missing. */
  public static List<String> definitions(ServedTable table, Warehouse.Schemas schemas) {
    return List.of(
        Ddl.table(Ddl.qualified(schemas.target(), table), table),
        Ddl.staging(Ddl.qualified(schemas.staging(), table), table));
  }

  /** How far the lake's commits have come to the warehouse. */
  public record Mark(long sequence, String token) {}

  /** A table and the rows of it that changed, each with {@code _change}. */
  public record Changes(ServedTable table, Dataset<Row> rows) {}

  public static Redshift connect(
      String url, Properties properties, Warehouse warehouse, Location tempdir, String pipeline) {
    var role = warehouse.iamRole().map(arn -> "'" + arn + "'").orElse("default");
    return new Redshift(
        Session.open(url, properties), warehouse.schemas(), tempdir, role, pipeline);
  }

  /** Makes what is missing: schemas, ledger, tables. */
  public void prepare(List<ServedTable> tables) {
    for (var schema : List.of(schemas.staging(), schemas.target())) {
      session.execute(Sql.of("create_schema", Map.of("schema", Ddl.quoted(schema.text()))));
    }
    session.execute(Sql.of("create_ledger", Map.of("ledger", ledger())));
    session.execute(Sql.of("enter_ledger", Map.of("ledger", ledger())), pipeline, pipeline);
    for (var table : tables) {
      definitions(table, schemas).forEach(session::execute);
    }
  }

  /** What the ledger says was published last. */
  public Mark mark() {
    var row = session.query(Sql.of("read_ledger", Map.of("ledger", ledger())), pipeline).get(0);
    return new Mark(((Number) row.get(0)).longValue(), (String) row.get(1));
  }

  /** Loads the staging tables, then brings all targets and the ledger forward together. */
  public long publish(List<Changes> changes, Mark from, Mark to) {
    var token = UUID.randomUUID().toString();
    var staged = new ArrayList<Long>();
    for (var change : changes) {
      var rows = change.rows().withColumn(Technical.TOKEN, lit(token)).persist();
      try {
        staged.add(rows.count());
        new CopyLoader(session, role)
            .load(
                rows, staging(change.table()), tempdir.child(token + "/" + change.table().name()));
      } finally {
        rows.unpersist();
      }
    }
    session.transaction(() -> merge(changes, staged, token, from, to));
    return staged.stream().mapToLong(Long::longValue).sum();
  }

  private void merge(List<Changes> changes, List<Long> staged, String token, Mark from, Mark to) {
    var locked = new ArrayList<String>(List.of(ledger()));
    changes.stream().map(change -> target(change.table())).sorted().forEach(locked::add);
    session.execute(Sql.of("lock", Map.of("tables", String.join(", ", locked))));
    int moved =
        session.execute(
            Sql.of("move_ledger", Map.of("ledger", ledger())),
            to.sequence(),
            to.token(),
            pipeline,
            from.sequence(),
            from.token());
    if (moved != 1) {
      throw new Failure(Failure.Kind.TRANSIENT, "the publish ledger moved on meanwhile: run again");
    }
    for (int i = 0; i < changes.size(); i++) {
      merge(changes.get(i).table(), staged.get(i), token);
    }
  }

  private void merge(ServedTable table, long staged, String token) {
    var found =
        session.query(Sql.of("staged", Map.of("staging", staging(table))), token).get(0).get(0);
    if (((Number) found).longValue() != staged) {
      throw new Failure(
          Failure.Kind.TRANSIENT,
          staging(table) + " holds " + found + " rows of this load, not " + staged);
    }
    var columns = Arrays.stream(table.columns().fieldNames()).map(Ddl::quoted).toList();
    var slots =
        Map.of(
            "target", target(table),
            "staging", staging(table),
            "columns", String.join(", ", columns),
            "assignments",
                columns.stream()
                    .map(column -> column + " = s." + column)
                    .collect(Collectors.joining(", ")),
            "same",
                table.key().stream()
                    .map(Ddl::quoted)
                    .map(key -> Ddl.quoted(table.name().text()) + "." + key + " = s." + key)
                    .collect(Collectors.joining(" AND ")));
    for (var action : List.of("amend", "withdraw", "open")) {
      session.execute(Sql.of(action, slots));
    }
  }

  /** The rows of a query, for those who look. */
  public List<List<Object>> query(String sql) {
    return session.query(sql);
  }

  private String ledger() {
    return Ddl.quoted(schemas.target().text()) + "." + Ddl.quoted("_millrace_ledger");
  }

  private String target(ServedTable table) {
    return Ddl.qualified(schemas.target(), table);
  }

  private String staging(ServedTable table) {
    return Ddl.qualified(schemas.staging(), table);
  }

  @Override
  public void close() {
    session.close();
  }
}
