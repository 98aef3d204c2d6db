package io.millrace.quality;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.pipeline.TableName;
import io.millrace.run.SparkSessions;
import io.millrace.transform.Unread;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class UnreadableValuesTest {

  @Test
  void aMaskedColumnsUnreadableValueIsMaskedInItsReasonToo() {
    var configuration =
        Configuration.read(
            Path.of("src/test/resources/quality/masked"), "local", Map.of(), name -> null);
    var people =
        configuration.pipeline().orElseThrow().staging(TableName.of("people")).orElseThrow();
    var unread =
        List.of(
            RowFactory.create("birth_date", "1999-13-01", "date"),
            RowFactory.create("joined_on", "2026-02-30", "date"));
    List<Row> rows = List.of(RowFactory.create(1L, unread));
    var schema = StructType.fromDDL("id bigint, _unread " + Unread.TYPE);
    var judge =
        new RowChecks(people, List.of(), (column, text) -> when(text.isNotNull(), lit("***")));

    var reasons =
        judge
            .typed(SparkSessions.open("unreadable").createDataFrame(rows, schema))
            .selectExpr("transform(_violations, v -> concat(v.column, '=', v.value))")
            .collectAsList();

    assertThat(reasons.get(0).getList(0))
        .isEqualTo(List.of("birth_date=***", "joined_on=2026-02-30"));
  }
}
