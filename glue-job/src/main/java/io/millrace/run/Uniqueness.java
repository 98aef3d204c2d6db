package io.millrace.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.millrace.history.States;
import io.millrace.lake.ChangeLog;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import io.millrace.quality.Breach;
import io.millrace.quality.UniqueCheck;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Whether two keys share what only one may have, once a batch has landed: among the keys of the
 * batch and those that ever had a value of theirs. No other key is folded. A parked row counts as
 * it will once it is accepted, so that it does not matter when that is.
 */
record Uniqueness(Staging staging, UniqueCheck check, List<Instant> completeLoads) {

  private static final List<Status> COUNTED =
      List.of(Status.ACCEPTED, Status.PARKED, Status.REDELIVERED);

  private static final String KEY = "_unique_key";

  /** What puts changes in their order and says what they did. */
  private static final List<String> ORDER =
      List.of(
          Technical.OP,
          Technical.AT,
          Technical.LOAD,
          Technical.POSITION,
          Technical.FILE,
          Technical.ROW,
          Technical.DIGEST,
          Technical.FILTERED,
          Technical.EFFECTIVE,
          Technical.STATUS);

  /** What a batch that is written and not yet landed would break. */
  static List<Breach> breaches(SourceRules rules, ChangeLog.Pending pending) {
    var checks = rules.unique();
    if (checks.isEmpty()) {
      return List.of();
    }
    var batch = pending.rows();
    boolean isFirst = !rules.workplace().lake().changeLog(rules.staging().staging()).exists();
    var log =
        isFirst ? batch.filter(lit(false)) : DeclaredLog.of(rules.workplace(), rules.staging());
    var loads = new Heard(rules.workplace(), rules.staging()).completeLoads();
    return checks.stream()
        .map(check -> new Uniqueness(rules.staging(), check, loads))
        .filter(it -> !isFirst || it.isAnySharedWithin(batch))
        .flatMap(it -> it.breach(log, batch).stream())
        .toList();
  }

  /** What a batch would break beside what the log has. */
  Optional<Breach> breach(Dataset<Row> log, Dataset<Row> batch) {
    var before = counted(log);
    var now = counted(batch);
    var touched = now.select(key()).distinct();
    if (!isAnyShared(before, now, touched)) {
      return Optional.empty();
    }
    var mine = present(before.unionByName(now).join(touched, on(keys()), "left_semi"));
    var values = check.valued(mine).select(columns(check.columns())).distinct();
    var asked =
        before
            .join(values, on(check.columns()), "left_semi")
            .join(touched, on(keys()), "left_anti")
            .select(key())
            .distinct();
    var theirs =
        present(before.join(asked, on(keys()), "left_semi"))
            .join(values, on(check.columns()), "left_semi");
    return check.breach(mine.unionByName(theirs));
  }

  /**
   * Whether any value that a touched key ever had was ever another's: mostly none was, and nothing
   * has to be folded to know that none is.
   */
  private boolean isAnyShared(Dataset<Row> before, Dataset<Row> now, Dataset<Row> touched) {
    var key = struct(key());
    var theirs = check.valued(before).select(shared(key));
    var mine = check.valued(now).select(shared(key));
    var ever =
        check
            .valued(before.join(touched, on(keys()), "left_semi"))
            .select(columns(check.columns()))
            .union(mine.select(columns(check.columns())));
    return isAnyShared(theirs.union(mine).join(ever.distinct(), on(check.columns()), "left_semi"));
  }

  /** The same of a log's first batch, which shares with itself or with none. */
  private boolean isAnySharedWithin(Dataset<Row> first) {
    return isAnyShared(check.valued(counted(first)).select(shared(struct(key()))));
  }

  private boolean isAnyShared(Dataset<Row> values) {
    return !values
        .groupBy(columns(check.columns()))
        .agg(min(KEY).as("one"), max(KEY).as("other"))
        .filter(not(col("one").equalTo(col("other"))))
        .isEmpty();
  }

  private Column[] shared(Column key) {
    return Stream.concat(check.columns().stream().map(functions::col), Stream.of(key.as(KEY)))
        .toArray(Column[]::new);
  }

  private Dataset<Row> counted(Dataset<Row> rows) {
    var statuses = COUNTED.stream().map(Status::text).toArray();
    var counts = col(Technical.STATUS).isin(statuses);
    // Any row of a load says that its key was there.
    var heard =
        rows.filter(counts.or(col(Technical.LOAD)))
            .withColumn(
                Technical.STATUS,
                when(counts, Status.ACCEPTED.text()).otherwise(col(Technical.STATUS)));
    var wanted = new LinkedHashSet<>(keys());
    wanted.addAll(check.columns());
    Arrays.stream(rows.columns()).filter(ORDER::contains).forEach(wanted::add);
    return withOldKeys(heard).select(columns(wanted));
  }

  /** A changed key ends the old one, which the batch then touches, too. */
  private Dataset<Row> withOldKeys(Dataset<Row> rows) {
    if (staging.keyBefore().isEmpty() || !List.of(rows.columns()).contains(Technical.KEY_BEFORE)) {
      return rows;
    }
    var before = col(Technical.KEY_BEFORE);
    var ended = new LinkedHashMap<String, Column>();
    keys().forEach(name -> ended.put(name, before.getField(name)));
    ended.put(Technical.OP, lit("D"));
    return rows.unionByName(
        rows.filter(before.isNotNull().and(not(before.eqNullSafe(struct(key())))))
            .withColumns(ended));
  }

  private Dataset<Row> present(Dataset<Row> log) {
    var rows =
        States.present(States.of(staging).completeLoads(completeLoads).in(log))
            .filter(col(States.LIVE));
    var wanted = new LinkedHashSet<>(keys());
    wanted.addAll(check.columns());
    return rows.select(columns(wanted));
  }

  private List<String> keys() {
    return staging.key().stream().map(Identifier::text).toList();
  }

  private Column[] key() {
    return columns(keys());
  }

  private static Column[] columns(Collection<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }

  private static Seq<String> on(List<String> names) {
    return JavaConverters.asScalaBuffer(names);
  }
}
