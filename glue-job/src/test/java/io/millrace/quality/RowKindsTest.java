package io.millrace.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Status;
import io.millrace.run.SparkSessions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowKindsTest {

  @Test
  void whatViolatesNothingIsToldByTheNumbersAsItIsByTheRows() {
    var violations = "from_json(v, '%s')".formatted(Violations.TYPE);
    var rows =
        SparkSessions.forLittle(SparkSessions.open("row kinds"))
            .sql(
                "VALUES ('accepted', '[]'), ('accepted', '[]'), ('accepted', '[{\"rule\":\"a\"}]'),"
                    + " ('quarantined', '[{\"rule\":\"b\",\"value\":\"x1\"}]') AS t(_status, v)")
            .selectExpr("_status", "false AS _filtered", violations + " AS _violations");

    var kinds = RowKinds.ofUnfiltered(rows, Map.of(Status.ACCEPTED, 3L, Status.QUARANTINED, 1L));

    assertThat(kinds).hasSize(3).containsExactlyInAnyOrderElementsOf(RowKinds.of(rows));
  }
}
