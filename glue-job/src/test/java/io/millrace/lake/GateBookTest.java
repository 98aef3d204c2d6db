package io.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cdc.Batch;
import io.millrace.cdc.SourceFile;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import io.millrace.run.SparkSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateBookTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path place;

  @Test
  void theLastRefusalCountsThoughTheClockWasSetBackSinceTheOneBefore() {
    var spark = SparkSessions.forLittle(SparkSessions.open("gates"));
    var gates = new Lake(spark, new Location(place.toString()), Fence.ALONE).gates();
    var file = new SourceFile("/raw/t/LOAD00000001.parquet", "LOAD00000001.parquet", 1, NOON);
    var batch = new Batch(TableName.of("t"), 1, NOON, List.of(file));

    gates.refuse(batch, List.of("quarantined_below"), "too many", NOON);
    gates.refuse(batch, List.of("row_count"), "too few", NOON.minus(Duration.ofHours(1)));

    assertThat(gates.refused(batch)).contains(Set.of("row_count"));
    gates.refuse(batch, List.of("row_count"), "too few", NOON.minus(Duration.ofHours(2)));
    assertThat(spark.read().format("delta").load(place + "/_millrace/gates").count())
        .as("refusals that were written down")
        .isEqualTo(2);
  }
}
