package io.millrace.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import io.millrace.pipeline.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** The Redshift that serves a pipeline's tables. */
public final class Redshift implements AutoCloseable {

  private final Session session;
  private final Names names;
  private final Ddl ddl;
  private final Definitions definitions;
  private final Ledger ledger;
  private final Loader loader;
  private final Location tempdir;
  private final Fence fence;

  private Redshift(SignIn signIn, Warehouse warehouse, Location tempdir, Fence fence) {
    this.session = new Session(signIn);
    this.names = new Names(warehouse.schemas());
    this.ddl = new Ddl(warehouse);
    this.definitions = new Definitions(session, names, ddl);
    this.ledger = new Ledger(session, names.ledger());
    this.loader =
        switch (warehouse.loader()) {
          case COPY -> new CopyLoader(session, warehouse.iamRole());
          case SPARK_REDSHIFT -> new ConnectorLoader(signIn, session, warehouse.iamRole());
        };
    this.tempdir = tempdir;
    this.fence = fence;
  }

  /**
   * The Redshift that a warehouse names; nothing is sent before something is asked.
   *
   * @param fence asked before each load and each commit of a merge
   */
  public static Redshift of(SignIn signIn, Warehouse warehouse, Location tempdir, Fence fence) {
    return new Redshift(signIn, warehouse, tempdir, fence);
  }

  /** The statements that make what every table needs. */
  public static List<String> foundation(Warehouse warehouse) {
    return new Ddl(warehouse).foundation();
  }

  /** The statements that make a table, its staging table, its view and who may read them. */
  public static List<String> definitions(ServedTable table, Warehouse warehouse) {
    var ddl = new Ddl(warehouse);
    var statements = new ArrayList<>(List.of(ddl.table(table), ddl.staging(table)));
    statements.addAll(ddl.served(table));
    return statements;
  }

  /**
   * A table's step from one mark to the next.
   *
   * @param rows those that change, each with {@code _change}
   */
  public record Changes(ServedTable table, Dataset<Row> rows, Mark from, Mark to) {}

  /** How the rows of a table in the lake and in Redshift differ. */
  public record Difference(long rowsInLake, long rowsThere, Dataset<Row> changes) {}

  /** Makes what is missing, and says up to where each table is published. */
  public Map<TableName, Mark> prepare(List<ServedTable> tables, String pipeline, String lake) {
    definitions.begin(tables);
    // Before it is made: a crash in between would leave an empty table that counts as published.
    definitions.missing(tables).forEach(table -> ledger.forget(table.name()));
    tables.forEach(definitions::fit);
    definitions.end();
    var known = ledger.read();
    for (var table : tables) {
      if (!known.containsKey(table.name().text())) {
        ledger.enter(table.name(), pipeline, lake);
      }
    }
    var lines = ledger.read();
    var marks = new TreeMap<TableName, Mark>();
    var changed = new ArrayList<ServedTable>();
    for (var table : tables) {
      var line = lines.get(table.name().text());
      marks.put(table.name(), line.mark());
      if (!line.definition().equals(definition(table))) {
        changed.add(table);
      }
    }
    serve(changed);
    return marks;
  }

  /** Views and grants, where they are not as they were defined last. */
  private void serve(List<ServedTable> changed) {
    if (!changed.isEmpty()) {
      definitions.requireLaidOut(changed);
      ddl.foundation().forEach(session::execute);
    }
    for (var table : changed) {
      // At once: readers of the view never find it gone.
      session.transaction(
          () -> {
            ddl.served(table).forEach(session::execute);
            ledger.define(table.name(), definition(table));
          });
    }
  }

  private String definition(ServedTable table) {
    return Digest.of(ddl.table(table) + ddl.served(table) + ddl.foundation());
  }

  /** Up to where tables are published, by name, whoever publishes them. */
  public Map<TableName, Mark> marks() {
    var marks = new TreeMap<TableName, Mark>();
    if (definitions.hasLedger()) {
      ledger.read().forEach((name, line) -> marks.put(TableName.of(name), line.mark()));
    }
    return marks;
  }

  /** What somebody can run to be rid of a table and of what depends on it. */
  public List<String> removal(TableName table) {
    return List.of(
        Sql.of("drop_table", Map.of("table", names.target(table))),
        Sql.of("drop_table", Map.of("table", names.staging(table))),
        Sql.of("forget_ledger", Map.of("ledger", names.ledger()))
            .replace("?", "'" + table.text() + "'"));
  }

  /** Loads the staging tables, then brings all these tables and the ledger forward together. */
  public long publish(List<Changes> changes) {
    var token = UUID.randomUUID().toString();
    var folder = tempdir.child(token);
    try {
      var steps = new ArrayList<Merge.Step>();
      for (var change : changes) {
        steps.add(
            new Merge.Step(
                change.table(), change.from(), change.to(), load(change, token, folder)));
      }
      new Merge(session, names, ledger, fence).of(steps, token);
      return steps.stream().mapToLong(Merge.Step::staged).sum();
    } finally {
      changes.stream()
          .findFirst()
          .ifPresent(change -> remove(folder, change.rows().sparkSession()));
    }
  }

  private long load(Changes change, String token, Location folder) {
    var table = change.table();
    var rows =
        change
            .rows()
            .withColumn(Technical.OP, flag())
            .withColumn(Technical.TOKEN, lit(token))
            .drop(ChangeSet.CHANGE)
            .persist();
    try {
      var measured = Load.measured(rows, table);
      if (measured.rows() == 0) {
        return 0;
      }
      var load =
          new Loader.Rows(
              names.staging(table),
              ColumnText.of(rows),
              "@null-" + token + "@",
              folder.child(table.name().text()));
      fence.check();
      definitions.widen(table, measured.bytes());
      loader.load(load);
      return measured.rows();
    } finally {
      rows.unpersist();
    }
  }

  /** What DMS would call the change: D where the row is no more, else U, whether it was there. */
  private static Column flag() {
    return when(col(ChangeSet.CHANGE).equalTo(ChangeSet.WITHDRAW), lit("D"))
        .otherwise(lit("U"))
        .cast(DataTypes.StringType);
  }

  private static void remove(Location folder, SparkSession spark) {
    var path = new Path(folder.text());
    try {
      path.getFileSystem(spark.sessionState().newHadoopConf()).delete(path, true);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.TRANSIENT, "cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Every row of a table in the lake held against what is served of it. */
  public Difference difference(ServedTable table, Dataset<Row> lake) {
    var scratch = tempdir.child("compare-" + UUID.randomUUID());
    var found = new Comparison(session, names, table).of(lake, scratch);
    return new Difference(found.rowsInLake(), found.rowsThere(), found.changes());
  }

  /** Whether the target table is there at all. */
  public boolean serves(ServedTable table) {
    return definitions.isServed(table);
  }

  /** What a query answers: the names of the columns, then the rows. */
  public List<List<String>> query(String sql) {
    var answer = new ArrayList<List<String>>();
    session.table(sql, answer::add);
    return answer;
  }

  @Override
  public void close() {
    session.close();
  }
}
