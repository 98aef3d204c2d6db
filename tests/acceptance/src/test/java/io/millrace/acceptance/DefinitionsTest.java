package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.ServedTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table's definition cannot become by itself is refused with the statements that do it. */
class DefinitionsTest {

  private static final String STATEMENT = "    (.*);";

  @TempDir Path place;

  private final Warehouse warehouse = Server.standIn().warehouse("defined", Warehouse.Loader.COPY);

  @Test
  void anotherTypeIsRefusedUntilItsStatementsWereRun() {
    prepare(table("id int, amount int", null));

    var wanted = table("id int, amount decimal(12,2)", null);
    var said = refused(wanted);
    assertThat(said)
        .contains("\"defined\".\"t\".\"amount\" is INTEGER and would now have to be DECIMAL(12,2)")
        .contains("or keep the type or key that was there");

    run(said);
    prepare(wanted);
  }

  @Test
  void aWiderWholeNumberIsRefusedToo() {
    prepare(table("id int, amount int", null));

    assertThat(refused(table("id int, amount bigint", null)))
        .contains("would now have to be BIGINT");
  }

  @Test
  void otherKeysAreRefusedUntilTheirStatementsWereRun() {
    prepare(table("id int, a int, b int", "id", "a"));

    var wanted = table("id int, a int, b int", "a", "b", "id");
    var said = refused(wanted);
    assertThat(said)
        .contains("\"defined\".\"t\" is not distributed by a; this would do it:")
        .contains("ALTER TABLE \"defined\".\"t\" ALTER DISTKEY \"a\";")
        .contains("\"defined\".\"t\" is not sorted by b, id; this would do it:")
        .contains("ALTER TABLE \"defined\".\"t\" ALTER SORTKEY (\"b\", \"id\");");

    run(said);
    prepare(wanted);
  }

  @Test
  void keysThatAreNamedNoMoreStayAsTheyAre() {
    prepare(table("id int, a int", "id", "a"));

    prepare(table("id int, a int", null));
  }

  @Test
  void whatIsPublishedNoMoreCanBeRemoved() {
    var table = table("id int", null);
    prepare(table);

    try (var redshift = redshift()) {
      assertThat(redshift.marks()).containsKey(table.name());
      redshift.removal(table.name()).forEach(Server.standIn()::sql);
      assertThat(redshift.marks()).isEmpty();
      assertThat(redshift.serves(table)).isFalse();
    }
  }

  private void prepare(ServedTable table) {
    try (var redshift = redshift()) {
      redshift.prepare(List.of(table), "p", "lake");
    }
  }

  private String refused(ServedTable table) {
    var said = new StringBuilder();
    assertThatThrownBy(() -> prepare(table))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
              said.append(failure.getMessage());
            });
    return said.toString();
  }

  /** As somebody does who follows the message. */
  private static void run(String said) {
    var statements = said.lines().filter(line -> line.matches(STATEMENT)).toList();
    assertThat(statements).isNotEmpty();
    statements.forEach(line -> Server.standIn().sql(line.replaceFirst(STATEMENT, "$1")));
  }

  private static ServedTable table(String columns, String distkey, String... sortkey) {
    return new ServedTable(
        TableName.of("t"),
        StructType.fromDDL(columns),
        List.of("id"),
        Optional.ofNullable(distkey).map(Identifier::of),
        Stream.of(sortkey).map(Identifier::of).toList(),
        false);
  }

  private Redshift redshift() {
    return Redshift.of(
        Server.standIn().signIn(),
        warehouse,
        new Location(place.resolve("temp").toString()),
        Fence.ALONE);
  }
}
