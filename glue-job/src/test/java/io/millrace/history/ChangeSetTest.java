package io.millrace.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.SparkSessions;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What has to change in stored rows, whatever the types of their columns. */
class ChangeSetTest {

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = SparkSessions.forLittle(SparkSessions.open("changes"));
    spark.conf().set("spark.sql.shuffle.partitions", "1");
  }

  @Test
  void mapsAreComparedByTheirEntriesAndNotByTheirOrder() {
    var stored =
        rows(
            "(1, map('a', 1, 'b', 2))",
            "(2, map('a', 1))",
            "(3, map())",
            "(4, null)",
            "(5, map('gone', 1))");
    var computed =
        rows(
            "(1, map('b', 2, 'a', 1))",
            "(2, map('a', 2))",
            "(3, null)",
            "(4, null)",
            "(6, map('new', 1))");
    assertThat(changes(stored, computed))
        .containsExactly("amend 2", "amend 3", "open 6", "withdraw 5");
  }

  @Test
  void mapsWithinOtherTypesAreComparedLikewise() {
    var nested = "array(named_struct('m', map(%s)))";
    var stored = rows("(1, " + nested.formatted("'a', map(1, 'x'), 'b', map()") + ")");
    var same = rows("(1, " + nested.formatted("'b', map(), 'a', map(1, 'x')") + ")");
    var other = rows("(1, " + nested.formatted("'b', map(), 'a', map(1, 'y')") + ")");
    assertThat(changes(stored, same)).isEmpty();
    assertThat(changes(stored, other)).containsExactly("amend 1");
  }

  @Test
  void whatIsOnlyKeptBesideARowIsNoNews() {
    var stored = spark.sql("SELECT 1 AS id, 'a' AS name, 5 AS _last_at");
    var computed = spark.sql("SELECT 1 AS id, 'a' AS name, 6 AS _last_at");
    assertThat(changes(stored, computed)).containsExactly("keep 1");
  }

  private static Dataset<Row> rows(String... values) {
    return spark.sql("SELECT * FROM VALUES " + String.join(", ", values) + " AS t(id, value)");
  }

  private static List<String> changes(Dataset<Row> stored, Dataset<Row> computed) {
    return ChangeSet.between(stored, computed, List.of("id"), List.of()).collectAsList().stream()
        .map(row -> row.getAs(ChangeSet.CHANGE) + " " + row.getAs("id"))
        .sorted()
        .toList();
  }
}
