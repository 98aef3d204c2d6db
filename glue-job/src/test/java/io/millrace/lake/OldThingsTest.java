package io.millrace.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.run.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What maintenance takes away, and that it takes nothing once another holds the lake. */
class OldThingsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Fence LOST =
      () -> {
        throw new Failure(Failure.Kind.LOCKED, "this run has lost the lake");
      };

  @TempDir Path place;
  private final SparkSession spark = SparkSessions.forLittle(SparkSessions.open("old things"));

  @Test
  void oldFoldersGoWhileTheLakeIsHeldAndNoneOnceItIsLost() throws IOException {
    var old = load("00000000-0000-0000-0000-000000000001", NOW);
    var young = load("00000000-0000-0000-0000-000000000002", Instant.now());
    var foreign = load("somebody-elses", NOW);
    var week = Duration.ofDays(7);

    var lost = lake(LOST);
    assertThatThrownBy(() -> lost.loads(lost.temporary()).remove(week))
        .hasMessage("this run has lost the lake");
    assertThatThrownBy(() -> lost.maintained().write(Map.of("t", NOW)))
        .hasMessage("this run has lost the lake");
    assertThat(List.of(old, young, foreign)).allSatisfy(it -> assertThat(it).isDirectory());
    assertThat(lake(Fence.READING).maintained().read()).isEmpty();

    var held = lake(Fence.ALONE);
    assertThat(held.loads(held.temporary()).remove(week)).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(List.of(young, foreign)).allSatisfy(it -> assertThat(it).isDirectory());
    held.maintained().write(Map.of("t", NOW));
    assertThat(held.maintained().read()).containsExactly(Map.entry("t", NOW));
  }

  @Test
  void theJournalForgetsRunsThatBeganTooLongAgo() {
    var schema = StructType.fromDDL("run string, began timestamp");
    var journal = new Location(place.toString()).child("_millrace/journal");
    for (var days : List.of(401, 399, 1)) {
      var began = Timestamp.from(NOW.minus(Duration.ofDays(days)));
      new DeltaFolder(spark, journal, Fence.ALONE)
          .append(List.of(RowFactory.create(days + " days ago", began)), schema);
    }
    var before = NOW.minus(Duration.ofDays(400));

    assertThatThrownBy(() -> table(LOST).forget("began", before))
        .hasMessage("this run has lost the lake");
    table(Fence.ALONE).forget("began", before);

    assertThat(runs()).containsExactlyInAnyOrder("399 days ago", "1 days ago");
    table(LOST).forget("began", before);
    table(LOST).forget("no such column", NOW);
  }

  @Test
  void commitsThatWereNeverFinishedGoWhenTheyAreOld() throws IOException {
    var table = new Location(place.toString()).child("facts/t");
    new DeltaFolder(spark, table, Fence.ALONE)
        .append(List.of(RowFactory.create(1)), StructType.fromDDL("id int"));
    var log = place.resolve("facts/t/_delta_log");
    var old = Files.writeString(log.resolve(".00000000000000000001.json.7f.tmp"), "{}");
    var young = Files.writeString(log.resolve(".00000000000000000001.json.80.tmp"), "{}");
    Files.setLastModifiedTime(old, FileTime.from(NOW));

    assertThat(table(Fence.ALONE).vacuum(Duration.ofDays(7))).isEqualTo(1);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(log.resolve("00000000000000000000.json")).exists();
  }

  private List<String> runs() {
    var folder = place.resolve("_millrace/journal").toString();
    return spark.read().format("delta").load(folder).collectAsList().stream()
        .map(row -> row.<String>getAs("run"))
        .toList();
  }

  private LakeTable table(Fence fence) {
    return lake(fence).tables().get(0);
  }

  private Lake lake(Fence fence) {
    return new Lake(spark, new Location(place.toString()), fence);
  }

  private Path load(String name, Instant at) throws IOException {
    var folder = Files.createDirectories(place.resolve("_millrace/temp").resolve(name));
    var file = Files.writeString(folder.resolve("part"), "rows");
    Files.setLastModifiedTime(file, FileTime.from(at));
    Files.setLastModifiedTime(folder, FileTime.from(at));
    return folder;
  }
}
