package io.millrace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Arguments;
import io.millrace.Validation;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {

  @TempDir Path place;

  @Test
  void whateverHangsTogetherWithAFactThatIsBehindWaitsWithIt() throws IOException {
    assertThat(Unfinished.tables(pipeline(), Set.of(TableName.of("fact_one"))))
        .extracting(TableName::text)
        .containsExactlyInAnyOrder("fact_one", "dim_a", "fact_two", "dim_b");
  }

  @Test
  void daysConnectNothing() throws IOException {
    assertThat(Unfinished.tables(pipeline(), Set.of(TableName.of("fact_apart"))))
        .extracting(TableName::text)
        .containsExactlyInAnyOrder("fact_apart", "dim_c");
  }

  private Pipeline pipeline() throws IOException {
    write("pipeline.yml", "pipeline: shop\nenvironments: {local: {raw: raw, lake: lake}}\n");
    write(
        "staging/t.yml",
        """
        staging: t
        source: {path: t, timestamp: at}
        key: [id]
        columns: {id: bigint, day: date}
        """);
    for (var name : List.of("dim_a", "dim_b", "dim_c")) {
      write("dimensions/" + name + ".yml", "dimension: " + name + "\nfrom: t\n");
    }
    write(
        "dimensions/dim_date.yml",
        "dimension: dim_date\ngenerate: {from: 2026-01-01, to: 2026-12-31}\n");
    fact("fact_one", "dim_a");
    fact("fact_two", "dim_a", "dim_b");
    fact("fact_apart", "dim_c");
    var validation = Validation.of(new Arguments(place, "local", Map.of()));
    assertThat(validation.problems()).isEmpty();
    return validation.pipeline().orElseThrow();
  }

  private void fact(String name, String... dimensions) throws IOException {
    var lookups = new StringBuilder("  - {dimension: dim_date, on: {date: day}}\n");
    for (var dimension : dimensions) {
      lookups.append("  - {dimension: ").append(dimension).append(", on: id}\n");
    }
    write("facts/" + name + ".yml", "fact: " + name + "\nfrom: t\nlookups:\n" + lookups);
  }

  private void write(String file, String text) throws IOException {
    var path = place.resolve("table-configs").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
