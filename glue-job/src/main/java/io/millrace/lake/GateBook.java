package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.millrace.cdc.Batch;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Which batches were refused, by which gates, and under which of them somebody accepted a batch. An
 * acceptance is of the very files that were refused.
 */
public final class GateBook {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "source string, batch bigint, files string, decision string, gates array<string>,"
              + " said string, decided_at timestamp");
  private static final String REFUSED = "refused";
  private static final String ACCEPTED = "accepted";

  private final DeltaFolder folder;

  GateBook(SparkSession spark, Location location, Fence fence) {
    this.folder = new DeltaFolder(spark, location, fence);
  }

  private record Decision(
      TableName source, long batch, String files, String decision, Set<String> gates) {}

  /** The gates that must not hold this batch up. */
  public Set<String> accepted(Batch batch) {
    var gates = new LinkedHashSet<String>();
    decisions(batch).stream()
        .filter(decision -> decision.decision().equals(ACCEPTED))
        .forEach(decision -> gates.addAll(decision.gates()));
    return gates;
  }

  /** The gates that refused this batch when it was last tried. */
  public Optional<Set<String>> refused(Batch batch) {
    return decisions(batch).stream()
        .filter(decision -> decision.decision().equals(REFUSED))
        .reduce((earlier, later) -> later)
        .map(Decision::gates);
  }

  /** Writes a refusal down; the same once more changes nothing. */
  public void refuse(Batch batch, Collection<String> gates, String said, Instant now) {
    var broken = new TreeSet<>(gates);
    if (refused(batch).filter(broken::equals).isEmpty()) {
      write(batch, REFUSED, broken, said, now);
    }
  }

  public void accept(Batch batch, Collection<String> gates, Instant now) {
    write(batch, ACCEPTED, new TreeSet<>(gates), null, now);
  }

  private List<Decision> decisions(Batch batch) {
    if (!folder.exists()) {
      return List.of();
    }
    return folder
        .read()
        .filter(col("source").equalTo(batch.source().text()))
        .filter(col("batch").equalTo(batch.number()))
        .filter(col("files").equalTo(fingerprint(batch)))
        .orderBy(col("decided_at"))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Decision(
                    batch.source(),
                    batch.number(),
                    row.getAs("files"),
                    row.getAs("decision"),
                    new TreeSet<>(row.getList(row.fieldIndex("gates")))))
        .toList();
  }

  private void write(
      Batch batch, String decision, Collection<String> gates, String said, Instant now) {
    var row =
        RowFactory.create(
            batch.source().text(),
            batch.number(),
            fingerprint(batch),
            decision,
            gates.toArray(String[]::new),
            said,
            Timestamp.from(later(now)));
    folder.append(List.of(row), SCHEMA);
  }

  /** Later than every decision so far, even where the clock was set back: their order counts. */
  private Instant later(Instant now) {
    if (!folder.exists()) {
      return now;
    }
    var last = folder.read().agg(max("decided_at")).head().getTimestamp(0).toInstant();
    return now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
  }

  private static String fingerprint(Batch batch) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      batch.files().stream()
          .map(file -> file.path() + "\n" + file.size() + "\n" + file.modified() + "\n")
          .sorted()
          .forEach(file -> digest.update(file.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
