package io.millrace.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.millrace.cdc.Batch;
import io.millrace.cdc.ChangeReader;
import io.millrace.cdc.SourceFile;
import io.millrace.cdc.SourceFolder;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Mask;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.RowCheck;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import io.millrace.quality.RowChecks;
import io.millrace.quality.Violations;
import io.millrace.transform.Masks;
import io.millrace.transform.Transforms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Raw to staging: each source's new files become one batch, each batch one commit of its log. */
final class StagingStage {

  private static final String LOCAL_SALT = "millrace-local";

  private final Workplace workplace;

  StagingStage(Workplace workplace) {
    this.workplace = workplace;
  }

  List<Runner.Step> steps() {
    var open = openBatches();
    var steps = new ArrayList<Runner.Step>();
    for (var staging : workplace.pipeline().stagings()) {
      var batches =
          open.stream().filter(batch -> batch.source().equals(staging.staging())).toList();
      steps.add(new Runner.Step(staging.staging().text(), () -> take(staging, batches)));
    }
    return steps;
  }

  /** The batches that are written down but have not landed, new ones among them. */
  private List<Batch> openBatches() {
    var book = workplace.lake().batches();
    var known = book.read();
    var open = new ArrayList<Batch>();
    var fresh = new ArrayList<Batch>();
    for (var staging : workplace.pipeline().stagings()) {
      var before = known.getOrDefault(staging.staging(), List.of());
      long landed = workplace.lake().changeLog(staging.staging()).lastBatch();
      before.stream().filter(batch -> batch.number() > landed).forEach(open::add);
      var taken = new HashSet<SourceFile>();
      before.forEach(batch -> taken.addAll(batch.files()));
      var files = folder(staging).list().stream().filter(file -> !taken.contains(file)).toList();
      if (!files.isEmpty()) {
        long last = before.isEmpty() ? 0 : before.get(before.size() - 1).number();
        fresh.add(new Batch(staging.staging(), last + 1, files));
      }
    }
    if (!fresh.isEmpty()) {
      book.record(fresh, Instant.now());
    }
    open.addAll(fresh);
    return open;
  }

  private SourceFolder folder(Staging staging) {
    var hadoop = workplace.spark().sessionState().newHadoopConf();
    var raw = workplace.pipeline().environment().raw();
    return SourceFolder.of(raw, staging.source().path(), hadoop);
  }

  private Map<String, Long> take(Staging staging, List<Batch> batches) {
    var total = new LinkedHashMap<String, Long>();
    for (var batch : batches) {
      take(staging, batch).forEach((what, count) -> total.merge(what, count, Long::sum));
    }
    return total;
  }

  private Map<String, Long> take(Staging staging, Batch batch) {
    var reader = new ChangeReader(workplace.spark(), staging, folder(staging), LOCAL_SALT);
    var changes = reader.read(batch);
    var pending =
        workplace
            .lake()
            .changeLog(staging.staging())
            .write(judged(staging, changes.rows()), batch.number());
    var landed = pending.counts();
    long sum = landed.values().stream().mapToLong(Long::longValue).sum();
    if (sum != changes.expected()) {
      throw new Failure(
          Failure.Kind.DEFECT,
          "batch %d of %s does not balance: its files hold %d rows, %d would land"
              .formatted(batch.number(), staging.staging(), changes.expected(), sum));
    }
    pending.commit();
    var counts = new LinkedHashMap<String, Long>();
    counts.put("read", changes.expected());
    landed.forEach((status, count) -> counts.put(status.text(), count));
    return counts;
  }

  /** Each row judged, transformed, masked, and told where it lands. */
  private Dataset<Row> judged(Staging staging, Dataset<Row> changes) {
    var masks = new Masks(masks(staging), LOCAL_SALT);
    var checks = new RowChecks(staging, checks(staging), masks::of);
    var read = columns(changes);
    var values = changes.withColumn(Technical.VALUES, to_json(struct(shown(read, masks))));
    var checked = checks.checked(checks.typed(Transforms.transformed(values, staging.prepare())));
    var transformed = checks.typed(Transforms.transformed(checked, staging.transform()));
    return landed(staging, masks, transformed);
  }

  private static Dataset<Row> landed(Staging staging, Masks masks, Dataset<Row> rows) {
    var status =
        when(Violations.any(OnFail.Kind.QUARANTINE), lit(Status.QUARANTINED.text()))
            .when(Violations.any(OnFail.Kind.DROP), lit(Status.DROPPED.text()))
            .otherwise(lit(Status.ACCEPTED.text()));
    Column filtered =
        staging
            .filter()
            .map(filter -> not(coalesce(expr(filter.sql()), lit(false))))
            .orElse(lit(false));
    Column effective =
        staging.effectiveAt().map(name -> col(name.text())).orElse(lit(null)).cast("timestamp");
    var told =
        masks.masked(
            rows.withColumn(Technical.FILTERED, filtered.and(col(Technical.OP).notEqual("D")))
                .withColumn(Technical.EFFECTIVE, effective)
                .withColumn(Technical.STATUS, status));
    var accepted = col(Technical.STATUS).equalTo(Status.ACCEPTED.text());
    var columns = new LinkedHashMap<String, Column>();
    for (var name : columns(told)) {
      columns.put(name, when(accepted, col(name)));
    }
    columns.put(
        Technical.VALUES,
        when(col(Technical.STATUS).equalTo(Status.QUARANTINED.text()), col(Technical.VALUES)));
    return told.withColumns(columns).drop(Technical.UNREAD);
  }

  private List<RowCheck> checks(Staging staging) {
    return staging.rules().stream()
        .flatMap(file -> workplace.pipeline().rules().get(file).checks().stream())
        .toList();
  }

  private static Map<Identifier, Mask> masks(Staging staging) {
    var masks = new LinkedHashMap<Identifier, Mask>();
    staging
        .columns()
        .forEach((name, column) -> column.mask().ifPresent(mask -> masks.put(name, mask)));
    return masks;
  }

  private static Column[] shown(List<String> names, Masks masks) {
    return names.stream()
        .map(name -> masks.of(Identifier.of(name), col(name).cast("string")).as(name))
        .toArray(Column[]::new);
  }

  private static List<String> columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).filter(name -> !Technical.isTechnical(name)).toList();
  }
}
