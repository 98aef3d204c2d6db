package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import io.millrace.history.ChangeSet;
import io.millrace.history.DimensionShape;
import io.millrace.history.Timeline;
import io.millrace.lake.Origin;
import io.millrace.lake.StoredTable;
import io.millrace.lake.Update;
import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Lookup;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What is stored held against what the change logs make of it now: histories, facts and what they
 * point at, and the logs against the files that they tell of.
 */
public final class Verification {

  private static final int SHOWN = 20;

  /** Something that is not as it should be. */
  public record Finding(TableName table, String what) {

    @Override
    public String toString() {
      return table + ": " + what;
    }
  }

  private final Workplace workplace;
  private final Sources sources;
  private final List<Finding> findings = new ArrayList<>();

  private Verification(Workplace workplace) {
    this.workplace = workplace;
    this.sources = new Sources(workplace);
  }

  /** Everything that is not as it should be; writes nothing. */
  public static List<Finding> of(SparkSession spark, Pipeline pipeline) {
    SparkSession.setActiveSession(spark);
    var verification =
        new Verification(new Workplace(spark, pipeline, RunRequest.everything(), Fence.READING));
    pipeline.stagings().forEach(verification::log);
    pipeline.stagings().stream().filter(Staging::isMirrored).forEach(verification::mirror);
    pipeline.dimensions().stream()
        .filter(dimension -> dimension.from().isPresent())
        .forEach(verification::dimension);
    pipeline.facts().forEach(verification::fact);
    return List.copyOf(verification.findings);
  }

  /** Every row of a file that landed is in the log, once. */
  private void log(Staging staging) {
    var log = workplace.lake().changeLog(staging.staging());
    if (log.exists()) {
      var place = List.of(Technical.BATCH, Technical.FILE);
      var rows =
          log.read()
              .groupBy(columns(place))
              .agg(
                  count(lit(1)).as("rows"),
                  countDistinct(col(Technical.ROW)).as("once"),
                  max(Technical.ROW).plus(1).as("whole"))
              .filter("rows <> once OR once <> whole");
      found(
          staging.staging(),
          rows,
          row ->
              "batch %s, file %s: %d rows of %d are in the change log, %d of them more than once"
                  .formatted(
                      row.getAs(Technical.BATCH),
                      row.getAs(Technical.FILE),
                      row.<Long>getAs("once"),
                      row.<Long>getAs("whole"),
                      row.<Long>getAs("rows") - row.<Long>getAs("once")));
    }
  }

  private void mirror(Staging staging) {
    var key = staging.key().stream().map(Identifier::text).toList();
    var update = whole(sources.mirrored(staging, Optional.empty()), key);
    differences(staging.staging(), workplace.lake().mirror(staging.staging()), update, key);
  }

  private void dimension(Dimension dimension) {
    try (var kept = new Kept()) {
      var history = new DimensionHistory(workplace, dimension);
      var rows = history.rows(Optional.empty(), kept);
      var from = sources.staging(dimension.from().orElseThrow());
      var business = DimensionShape.key(dimension, from).stream().map(Identifier::text).toList();
      var shown = new ArrayList<>(business);
      if (dimension.history() == Dimension.History.SCD2) {
        shown.add(Timeline.VALID_FROM);
      }
      var update = whole(rows, List.of(DimensionShape.versionKey(dimension)));
      differences(dimension.dimension(), history.table(), update, shown);
      unwanted(dimension, history.table(), business);
      collisions(dimension, rows, business);
    }
  }

  /** A member is inferred only while a fact points at it. */
  private void unwanted(Dimension dimension, StoredTable table, List<String> business) {
    if (table.exists()) {
      var pointedAt = new InferredMembers(workplace).pointedAt(dimension, table);
      var key = List.of(DimensionShape.versionKey(dimension));
      found(
          dimension.dimension(),
          table
              .read()
              .filter(col(DimensionShape.IS_INFERRED))
              .join(pointedAt, scala.collection.JavaConverters.asScalaBuffer(key), "left_anti"),
          row -> named(row, business) + " is inferred, and no fact points at it");
    }
  }

  /** Two business keys with one hash would be one member. */
  private void collisions(Dimension dimension, Dataset<Row> rows, List<String> business) {
    var durable = DimensionShape.durableKey(dimension);
    var shared =
        rows.groupBy(durable)
            .agg(functions.collect_set(struct(columns(business))).as("keys"))
            .filter(functions.size(col("keys")).gt(1));
    found(
        dimension.dimension(),
        shared,
        row -> "these business keys share the key " + row.get(0) + ": " + row.getList(1));
  }

  private void fact(Fact fact) {
    var rows = new FactRows(workplace, fact);
    if (rows.origin().isEmpty()) {
      return;
    }
    try (var kept = new Kept()) {
      var sound = StageRules.sound(rows.judged(Optional.empty(), kept));
      var grain = rows.shape().grain();
      differences(
          fact.fact(), rows.table(), whole(rows.shape().rows(sound, List.of()), grain), grain);
      for (var lookup : fact.lookups()) {
        dangling(fact, rows, lookup, grain);
      }
    }
  }

  private void dangling(Fact fact, FactRows rows, Lookup lookup, List<String> grain) {
    if (rows.table().exists()) {
      var pointing = lookup.role() + "_key";
      var members =
          workplace
              .lake()
              .dimension(lookup.dimension())
              .read()
              .select(col(DimensionShape.versionKey(rows.dimension(lookup))).as(pointing));
      var lost =
          rows.table()
              .read()
              .join(
                  members,
                  scala.collection.JavaConverters.asScalaBuffer(List.of(pointing)),
                  "left_anti");
      found(
          fact.fact(),
          lost,
          row ->
              named(row, grain)
                  + " points at no row of "
                  + lookup.dimension()
                  + ": "
                  + pointing
                  + " "
                  + row.getAs(pointing));
    }
  }

  private static Update whole(Dataset<Row> rows, List<String> key) {
    return new Update(stored -> stored, rows, key, Origin.SAME, false);
  }

  private void differences(TableName name, StoredTable table, Update update, List<String> shown) {
    var changes = table.changes(update);
    if (changes.isEmpty()) {
      findings.add(new Finding(name, "is not there; the next run makes it"));
      return;
    }
    found(
        name,
        changes.get(),
        row ->
            named(row, shown)
                + switch (row.<String>getAs(ChangeSet.CHANGE)) {
                  case ChangeSet.OPEN -> " is missing";
                  case ChangeSet.WITHDRAW -> " should not be there";
                  default -> " is not as the change log has it";
                });
  }

  private interface Told {
    String of(Row row);
  }

  private void found(TableName table, Dataset<Row> rows, Told told) {
    var some = rows.limit(SHOWN + 1).collectAsList();
    some.stream().limit(SHOWN).forEach(row -> findings.add(new Finding(table, told.of(row))));
    if (some.size() > SHOWN) {
      findings.add(new Finding(table, "and more"));
    }
  }

  private static String named(Row row, List<String> columns) {
    return columns.stream()
        .map(name -> name + " " + row.getAs(name))
        .collect(Collectors.joining(", "));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
