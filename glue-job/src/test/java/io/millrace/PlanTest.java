package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.config.Configuration;
import io.millrace.config.Golden;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.TableName;
import io.millrace.plan.Lake;
import io.millrace.plan.Plan;
import io.millrace.plan.PlanJson;
import io.millrace.plan.PlanMermaid;
import io.millrace.plan.PlanText;
import io.millrace.plan.Served;
import io.millrace.plan.SqlReview;
import io.millrace.transform.SparkSql;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

  private static final Path CASES = Golden.RESOURCES.resolve("plan");
  private static final Served.Ddl DDL =
      table -> List.of("CREATE TABLE " + table.name() + " of " + table.columns().all().size());

  private static SparkAnalyzer analyzer;

  @BeforeAll
  static void startSpark() {
    analyzer =
        new SparkAnalyzer(
            SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "retail"})
  void thePlanSaysWhatARunWouldDo(String name) throws IOException {
    var folder = CASES.resolve(name);
    var root = name.equals("retail") ? Path.of("..") : folder;
    var plan = Plan.of(pipeline(root), Lake.EMPTY, new SparkSql(), analyzer, DDL);
    var again = Plan.of(pipeline(root), Lake.EMPTY, new SparkSql(), analyzer, DDL);

    var regenerate = "-Dtest=PlanTest -Dgolden.write=true";
    Golden.matches(folder.resolve("plan.txt"), located(PlanText.of(plan), root), regenerate);
    Golden.matches(folder.resolve("plan.mmd"), PlanMermaid.of(plan), regenerate);
    assertThat(PlanText.of(again)).isEqualTo(PlanText.of(plan));
    assertThat(PlanJson.of(again)).isEqualTo(PlanJson.of(plan));
  }

  /** The same plan wherever the project lies. */
  static String located(String text, Path root) {
    return text.replace(root.toAbsolutePath().normalize().toString(), "DIR");
  }

  @Test
  void theJsonHoldsEveryColumnAtEveryStep() throws IOException {
    var plan = Plan.of(pipeline(CASES.resolve("shop")), Lake.EMPTY, new SparkSql(), analyzer, DDL);

    var customers = new ObjectMapper().readTree(PlanJson.of(plan)).at("/stages/0/tables/1");

    assertThat(customers.at("/name").asText()).isEqualTo("customers");
    assertThat(customers.at("/steps/0/columns").findValuesAsText("name"))
        .containsExactly("customer_id", "email", "full_name", "birth_date", "updated_at");
    assertThat(customers.at("/steps").findValuesAsText("mask")).contains("sha256");
  }

  @Test
  void aChangedTrackTakesARebuild() {
    var pipeline = pipeline(CASES.resolve("shop"));
    var columns = List.of(Identifier.of("customer_key"));
    var there =
        new Lake(
            Map.of(
                TableName.of("dim_customer"),
                new Lake.Stored(columns, Optional.of(List.of(Identifier.of("email"))))));

    var text = PlanText.of(Plan.of(pipeline, there, new SparkSql(), analyzer, DDL));

    assertThat(text)
        .contains("track has changed, from email: run millrace rebuild dim_customer first")
        .contains("dim_customer (adds customer_durable_key, ");
  }

  @Test
  void whatOnlyTheAnalyzerSeesIsReportedAtItsPlace() {
    var configuration = configuration(CASES.resolve("mistyped"));

    var problems =
        SqlReview.problems(
            configuration.pipeline().orElseThrow(),
            configuration.places(),
            new SparkSql(),
            analyzer);

    assertThat(problems)
        .extracting(problem -> problem.place().toString())
        .containsExactly(
            "table-configs/staging/orders.yml:8:19",
            "table-configs/staging/orders.yml:9:10",
            "table-configs/staging/orders.yml:10:9");
    assertThat(problems.get(0).message()).contains("substring");
    assertThat(problems.get(2).message()).isEqualTo("'total + 1' is no condition: it gives bigint");
  }

  private static Pipeline pipeline(Path directory) {
    return configuration(directory).pipeline().orElseThrow();
  }

  private static Configuration configuration(Path directory) {
    return Configuration.read(directory, "local", Map.of(), name -> null);
  }
}
