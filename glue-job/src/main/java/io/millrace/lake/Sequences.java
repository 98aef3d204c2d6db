package io.millrace.lake;

import static org.apache.spark.sql.functions.col;

import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The lake's commits to dimensions, facts and mirrors, counted: each number has a token of its own,
 * so that a restored or rebuilt lake is told from the one that was published.
 */
public final class Sequences {

  private static final StructType SCHEMA =
      StructType.fromDDL("sequence bigint, token string, run string, at timestamp");

  /** A number and the token that makes it this lake's. */
  public record Sequence(long number, String token) {}

  private final DeltaFolder folder;

  Sequences(SparkSession spark, Location location, Fence fence) {
    this.folder = new DeltaFolder(spark, location, fence);
  }

  public Optional<Sequence> last() {
    if (!folder.exists()) {
      return Optional.empty();
    }
    return folder.read().orderBy(col("sequence").desc()).limit(1).collectAsList().stream()
        .findFirst()
        .map(row -> new Sequence(row.getAs("sequence"), row.getAs("token")));
  }

  /** Whether this lake has made that commit. */
  public boolean contains(Sequence sequence) {
    return folder.exists()
        && !folder
            .read()
            .filter(col("sequence").equalTo(sequence.number()))
            .filter(col("token").equalTo(sequence.token()))
            .isEmpty();
  }

  /** Takes the next number, for good. */
  public Sequence next(String run) {
    var next =
        new Sequence(last().map(Sequence::number).orElse(0L) + 1, UUID.randomUUID().toString());
    var row = RowFactory.create(next.number(), next.token(), run, Timestamp.from(Instant.now()));
    folder.append(List.of(row), SCHEMA);
    return next;
  }
}
