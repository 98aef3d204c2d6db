package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.reference.Source;
import io.millrace.pipeline.Identifier;
import io.millrace.run.SparkSessions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key with a hundred thousand changes, three of ten that there are, is folded like any other. */
class SkewTest {

  private static final long OF_ONE_KEY = Long.getLong("millrace.skew", 100_000);

  @Test
  void aKeyMayHoldMostOfTheChanges() {
    var spark = SparkSessions.open("skew").newSession();
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    long changes = OF_ONE_KEY * 10 / 3;
    var log =
        spark
            .range(changes)
            .selectExpr(
                "IF(id % 10 < 3, 0, 1 + id % 5000) AS id",
                "IF(id = 0, 'I', 'U') AS _op",
                "timestamp_seconds(1700000000 + id) AS _at",
                "false AS _load",
                "array('') AS _position",
                "'20260101-000000000.parquet' AS _file",
                "id AS _row",
                "CAST(NULL AS timestamp) AS _effective",
                "false AS _filtered",
                "id AS _digest",
                "'accepted' AS _status",
                "CAST(id AS string) AS name");
    var source = Source.of("things", "id");
    var states = States.of(Declared.staging(source)).in(log);
    var id = List.of(Identifier.of("id"));
    var name = List.of(Identifier.of("name"));
    var versions = Timeline.of(states, new Timeline.Shape(id, name, List.of()));
    assertThat(versions.filter(col("id").equalTo(0)).count()).isEqualTo((changes + 9) / 10 * 3);
  }
}
