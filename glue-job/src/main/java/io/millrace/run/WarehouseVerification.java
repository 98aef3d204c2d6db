package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import io.millrace.history.ChangeSet;
import io.millrace.lake.Lake;
import io.millrace.lake.Sequences;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.warehouse.Mark;
import io.millrace.warehouse.Redshift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What Redshift serves, held against the lake: counts, checksums, the first keys that differ. */
public final class WarehouseVerification {

  private static final int SHOWN = 5;

  private final Pipeline pipeline;
  private final Lake lake;
  private final List<Verification.Finding> findings = new ArrayList<>();

  private WarehouseVerification(SparkSession spark, Pipeline pipeline) {
    this.pipeline = pipeline;
    this.lake = new Lake(spark, pipeline.environment().lake(), Fence.READING);
  }

  /** Everything in which Redshift is not as the lake; writes nothing to either. */
  public static List<Verification.Finding> of(SparkSession spark, Pipeline pipeline) {
    SparkSession.setActiveSession(spark);
    return new WarehouseVerification(spark, pipeline).findings();
  }

  private List<Verification.Finding> findings() {
    var tables = Publishable.of(pipeline, lake);
    try (var warehouse = OpenWarehouse.of(pipeline.environment(), Fence.READING)) {
      var redshift = warehouse.redshift();
      var marks = redshift.marks();
      tables.forEach(table -> verify(redshift, table, marks));
    }
    return findings;
  }

  private void verify(Redshift redshift, Publishable table, Map<TableName, Mark> marks) {
    var name = table.served().name();
    if (!redshift.serves(table.served())) {
      found(
          name, "Redshift has no such table, or not all of its columns" + published(table, marks));
      return;
    }
    var rows = table.stored().shown();
    var difference = redshift.difference(table.served(), rows);
    if (difference.rowsInLake() != difference.rowsThere()) {
      found(
          name,
          "%d rows in Redshift, %d in the lake%s"
              .formatted(difference.rowsThere(), difference.rowsInLake(), published(table, marks)));
    }
    difference.changes().persist();
    try {
      tell(table, difference.changes(), ChangeSet.OPEN, "is not in Redshift");
      tell(table, difference.changes(), ChangeSet.AMEND, "is otherwise in Redshift");
      tell(table, difference.changes(), ChangeSet.WITHDRAW, "is in Redshift and not in the lake");
    } finally {
      difference.changes().unpersist();
    }
  }

  private void tell(Publishable table, Dataset<Row> changes, String change, String what) {
    var key =
        table.served().key().stream()
            .map(name -> concat_ws(" ", lit(name), col("`" + name + "`").cast("string")))
            .toArray(Column[]::new);
    var some = changes.filter(col(ChangeSet.CHANGE).equalTo(change));
    long all = some.count();
    if (all > 0) {
      some
          .select(concat_ws(", ", key).as("key"))
          .orderBy("key")
          .limit(SHOWN)
          .collectAsList()
          .stream()
          .map(row -> row.getString(0) + " " + what)
          .forEach(finding -> found(table.served().name(), finding));
    }
    if (all > SHOWN) {
      found(table.served().name(), "%d more %s".formatted(all - SHOWN, what));
    }
  }

  /** Whether the ledger explains a difference: what was not published yet is no mistake. */
  private String published(Publishable table, Map<TableName, Mark> marks) {
    var mark = Optional.ofNullable(marks.get(table.served().name()));
    var last = lake.sequences().last().map(Sequences.Sequence::number).orElse(0L);
    if (mark.isEmpty() || mark.get().sequence() == 0) {
      return " (it was never published: millrace run --stages publish)";
    }
    return mark.get().sequence() < last
        ? " (published up to sequence %d of %d: millrace run --stages publish)"
            .formatted(mark.get().sequence(), last)
        : "";
  }

  private void found(TableName table, String what) {
    findings.add(new Verification.Finding(table, what));
  }
}
