package io.millrace.lake;

import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.DataSize;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Technical;
import io.millrace.run.SparkSessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

  private static final int BATCHES = 6;
  private static final DataSize TARGET = new DataSize(6144);
  private static final StructType COLUMNS =
      StructType.fromDDL("id bigint, name string, " + Technical.STATUS + " string");

  @TempDir Path place;

  @Test
  void aLogOfSmallFilesHoldsTheSameRowsInFewFilesOfNeighbouringKeys() {
    var spark = SparkSessions.forLittle(SparkSessions.open("compaction"));
    var log = new ChangeLog(spark, new Location(place.resolve("log").toString()), Fence.ALONE);
    for (int batch = 1; batch <= BATCHES; batch++) {
      log.write(rows(spark, batch), batch, COLUMNS, List.of(Identifier.of("id"))).commit();
    }
    var before = log.read().orderBy("id").collectAsList();
    var compaction = log.compaction(List.of(Identifier.of("id")), TARGET);

    assertThat(compaction.compact(BATCHES + 1)).isEqualTo(Compaction.Result.NOTHING);
    var result = compaction.compact(BATCHES);

    assertThat(result.files()).isEqualTo(BATCHES);
    assertThat(result.into()).isBetween(2, BATCHES / 2);
    assertThat(log.read().orderBy("id").collectAsList()).isEqualTo(before);
    assertThat(log.lastBatch()).isEqualTo(BATCHES);
    var ranges =
        log.read()
            .groupBy(input_file_name())
            .agg(min("id").as("first"), max("id").as("last"))
            .orderBy("first")
            .collectAsList();
    assertThat(ranges).hasSize(result.into());
    for (int i = 1; i < ranges.size(); i++) {
      long last = ranges.get(i - 1).getAs("last");
      assertThat(ranges.get(i).<Long>getAs("first")).isGreaterThan(last);
    }
    assertThat(compaction.compact(BATCHES)).as("again").isEqualTo(Compaction.Result.NOTHING);
  }

  /** Rows whose keys lie all over the range. */
  private static Dataset<Row> rows(SparkSession spark, int batch) {
    var rows = new ArrayList<Row>();
    for (long id = batch; id < 1200; id += BATCHES) {
      rows.add(RowFactory.create(id, "name " + id, "accepted"));
    }
    return spark.createDataFrame(rows, COLUMNS).coalesce(1);
  }
}
