package io.millrace.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.BeyondCheck.Relation;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import scala.collection.JavaConverters;

/**
 * The checks whether another table has ever seen the row that a row names. A key is seen once a row
 * of it has landed, also a parked one: so two tables that refer to each other do not wait forever,
 * and what is accepted in the end does not depend on what came first.
 */
public final class ReferenceChecks {

  /** The type of {@code _waits} in the change log. */
  private static final String WAITS = "array<struct<rule:string,key:array<string>>>";

  private static final String KEY = "_seen_key";
  private static final String SEEN = "_seen";
  private static final String OWN = "_seen_in_batch";
  private static final List<String> ROW = List.of(Technical.BATCH, Technical.FILE, Technical.ROW);

  /** Another table, and its change log where it has one. */
  public record Other(Staging staging, Optional<Dataset<Row>> log) {}

  private final Staging staging;
  private final List<BeyondCheck> checks;
  private final Concealment concealment;
  private final Function<TableName, Other> others;

  public ReferenceChecks(
      Staging staging,
      List<BeyondCheck> checks,
      Concealment concealment,
      Function<TableName, Other> others) {
    this.staging = staging;
    this.checks =
        checks.stream().filter(check -> check.relation() instanceof Relation.References).toList();
    this.concealment = concealment;
    this.others = others;
  }

  /** Whether a row may be kept out for what it refers to. */
  public boolean mayRefuse() {
    return checks.stream().anyMatch(check -> check.onFail() == BeyondCheck.OnFail.FAIL);
  }

  /** Whether a row may refer to another of its own table. */
  public boolean areAmongThemselves() {
    return checks.stream()
        .map(check -> ((Relation.References) check.relation()).table())
        .anyMatch(staging.staging()::equals);
  }

  /** The rows with a violation for each reference that leads nowhere, and what they wait for. */
  public Dataset<Row> checked(Dataset<Row> rows) {
    var result = rows;
    var findings = new ArrayList<Finding>();
    var waits = new ArrayList<Column>();
    for (int i = 0; i < checks.size(); i++) {
      var check = checks.get(i);
      var references = (Relation.References) check.relation();
      var seen = SEEN + i;
      result = looked(result, rows, references, seen);
      var fails = col(Technical.OP).notEqual("D").and(named(references)).and(col(seen).isNull());
      findings.add(finding(check, references, fails));
      if (check.onFail() == BeyondCheck.OnFail.PARK) {
        waits.add(
            when(fails, struct(lit(Versions.of(check)).as("rule"), key(references).as("key"))));
      }
    }
    return result
        .withColumn(Technical.VIOLATIONS, Violations.with(findings))
        .withColumn(Technical.WAITS, array_compact(array(waits.toArray(Column[]::new))).cast(WAITS))
        .drop(IntStream.range(0, checks.size()).mapToObj(i -> SEEN + i).toArray(String[]::new));
  }

  /** Of parked rows, the place of each that waits no longer: seen by now, or asked for by none. */
  public Dataset<Row> resolved(Dataset<Row> parked) {
    var places = columns(ROW);
    var waits = parked.select(col("*"), explode(col(Technical.WAITS)).as("wait"));
    Dataset<Row> resolved = parked.select(places);
    for (var check : checks) {
      if (check.onFail() == BeyondCheck.OnFail.PARK) {
        var references = (Relation.References) check.relation();
        var asked =
            waits
                .filter(col("wait.rule").equalTo(Versions.of(check)))
                .withColumn(KEY, col("wait.key"));
        var waiting =
            keys(references.table())
                .map(keys -> asked.join(keys, on(List.of(KEY)), "left_anti"))
                .orElse(asked);
        resolved = resolved.join(waiting.select(places), on(ROW), "left_anti");
      }
    }
    return resolved;
  }

  private Dataset<Row> looked(
      Dataset<Row> rows, Dataset<Row> batch, Relation.References references, String seen) {
    var named = rows.withColumn(KEY, key(references));
    var result =
        keys(references.table())
            .map(keys -> named.join(keys.withColumn(seen, lit(true)), on(List.of(KEY)), "left"))
            .orElse(named.withColumn(seen, lit(null).cast("boolean")));
    if (references.table().equals(staging.staging())) {
      // A row may name one that came with it.
      var own =
          batch
              .select(array(text(staging.key())).as(KEY), col(Technical.BATCH))
              .distinct()
              .withColumn(OWN, lit(true));
      result =
          result
              .join(own, on(List.of(KEY, Technical.BATCH)), "left")
              .withColumn(seen, coalesce(col(seen), col(OWN)))
              .drop(OWN);
    }
    return result.drop(KEY);
  }

  /** Every key that a table has seen, as text. */
  private Optional<Dataset<Row>> keys(TableName table) {
    var other = others.apply(table);
    return other
        .log()
        .map(
            log ->
                log.filter(
                        col(Technical.STATUS)
                            .isin(
                                Status.ACCEPTED.text(),
                                Status.PARKED.text(),
                                Status.REDELIVERED.text()))
                    .select(
                        array(
                                other.staging().key().stream()
                                    .map(name -> col(name.text()).cast("string"))
                                    .toArray(Column[]::new))
                            .as(KEY))
                    .distinct());
  }

  /** The key that a row names, as the other table's log would have it: its type, and masked. */
  private Column key(Relation.References references) {
    var other = others.apply(references.table()).staging();
    var parts = new ArrayList<Column>();
    for (int i = 0; i < references.column().size(); i++) {
      var mine = references.column().get(i);
      var declared = Optional.ofNullable(other.columns().get(other.key().get(i)));
      var value =
          declared
              .map(column -> col(mine.text()).cast(DataType.fromDDL(column.type().text())))
              .orElse(col(mine.text()));
      parts.add(concealment.of(mine, value.cast("string")));
    }
    return array(parts.toArray(Column[]::new));
  }

  private Column[] text(List<Identifier> names) {
    return names.stream()
        .map(name -> concealment.of(name, col(name.text()).cast("string")))
        .toArray(Column[]::new);
  }

  /** A row that leaves a part of the key out names none. */
  private static Column named(Relation.References references) {
    return references.column().stream()
        .map(name -> col(name.text()).isNotNull())
        .reduce(Column::and)
        .orElseThrow();
  }

  private Finding finding(BeyondCheck check, Relation.References references, Column fails) {
    var columns =
        references.column().stream().map(Identifier::text).collect(Collectors.joining(", "));
    var rule =
        new Finding.Rule(
            check.title(), check.onFail(), check.place().toString(), check.version().text());
    var value = array_join(array(text(references.column())), ", ");
    return new Finding(coalesce(fails, lit(false)), rule, columns, value);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }

  private static scala.collection.Seq<String> on(List<String> names) {
    return JavaConverters.asScalaBuffer(names);
  }
}
