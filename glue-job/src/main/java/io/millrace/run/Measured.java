package io.millrace.run;

import io.millrace.cdc.Batch;
import io.millrace.cdc.SourceFile;
import io.millrace.lake.MetricsFolder;
import io.millrace.quality.Breach;
import io.millrace.quality.DatasetChecks;
import io.millrace.quality.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A batch with its dataset checks: raw is read once for them and for what is written, so the rows
 * are held in between. A batch without such checks is not.
 */
final class Measured implements AutoCloseable {

  private final Batch batch;
  private final Dataset<Row> rows;
  private final MetricsFolder metrics;
  private final Optional<Figures> figures;
  private final List<Breach> breaches;

  private Measured(
      Batch batch,
      Dataset<Row> rows,
      MetricsFolder metrics,
      Optional<Figures> figures,
      List<Breach> breaches) {
    this.batch = batch;
    this.rows = rows;
    this.metrics = metrics;
    this.figures = figures;
    this.breaches = breaches;
  }

  static Measured of(SourceRules rules, Batch batch, Dataset<Row> read, Verdicts verdicts) {
    var lake = rules.workplace().lake();
    var metrics = lake.metrics(batch.source());
    var checks = rules.dataset();
    if (checks.isEmpty()) {
      return new Measured(batch, read, metrics, Optional.empty(), List.of());
    }
    var rows = read.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var figures = checks.figures(verdicts.prepared(rows));
      // Only what has landed is past: a batch that is tried again does not see its own figures.
      long landed = lake.changeLog(batch.source()).lastBatch();
      var breaches = breaches(checks, figures, metrics, landed);
      return new Measured(batch, rows, metrics, Optional.of(figures), breaches);
    } catch (RuntimeException e) {
      rows.unpersist();
      throw e;
    }
  }

  private static List<Breach> breaches(
      DatasetChecks checks, Figures figures, MetricsFolder metrics, long landed) {
    return checks.breaches(
        figures,
        () -> metrics.upTo(landed).stream().map(metrics::read).map(Figures::read).iterator());
  }

  /** The rows as they were read. */
  Dataset<Row> rows() {
    return rows;
  }

  List<Breach> breaches() {
    return breaches;
  }

  /** Keeps the figures for the batches after this one; before it lands, lest a crash lose them. */
  void keep() {
    figures.ifPresent(
        measured -> {
          var at = batch.files().stream().map(SourceFile::modified).max(Instant::compareTo);
          var kept = measured.kept(batch.source().text(), batch.number(), at.orElseThrow());
          metrics.write(batch.number(), kept);
        });
  }

  @Override
  public void close() {
    if (figures.isPresent()) {
      rows.unpersist();
    }
  }
}
