package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.millrace.config.Configuration;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import io.millrace.plan.Plan;
import io.millrace.quality.RowChecks;
import io.millrace.run.SparkSessions;
import io.millrace.transform.Transforms;
import io.millrace.transform.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every transform and every row check on a few rows, as {@code cases/<kind>/<behaviour>.yml} says:
 * once interpreted, once compiled.
 */
class RowCasesTest {

  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, JsonNode> GIVEN = new TreeMap<>();

  @TempDir static Path place;
  private static Pipeline pipeline;
  private static Map<TableName, Plan.Table> plans;
  private static SparkSession spark;

  @BeforeAll
  static void aTableForEachCase() throws IOException {
    Files.createDirectories(place.resolve("table-configs/staging"));
    Files.createDirectories(place.resolve("rules"));
    YAML.writeValue(
        place.resolve("table-configs/pipeline.yml").toFile(),
        YAML.readTree("{pipeline: cases, environments: {local: {raw: raw, lake: lake}}}"));
    for (var kind : List.of("transform", "check")) {
      try (var files = Files.list(CASES.resolve(kind))) {
        for (var file : files.sorted().toList()) {
          var name = kind + "_" + file.getFileName().toString().replace(".yml", "");
          GIVEN.put(name, YAML.readTree(file.toFile()));
          table(name, GIVEN.get(name));
        }
      }
    }
    var read = Configuration.read(place, "local", Map.of(), variable -> null);
    assertThat(read.problems()).isEmpty();
    pipeline = read.pipeline().orElseThrow();
    spark = SparkSessions.open("cases");
    plans = new TreeMap<>();
    Millrace.plan(pipeline)
        .stages()
        .forEach(stage -> stage.tables().forEach(table -> plans.put(table.name(), table)));
  }

  private static void table(String name, JsonNode given) throws IOException {
    var staging = YAML.createObjectNode();
    staging.put("staging", name);
    staging.putObject("source").put("path", name);
    staging.putArray("key").add("id");
    ObjectNode columns = staging.putObject("columns");
    columns.put("id", "bigint");
    columns.setAll((ObjectNode) given.get("columns"));
    if (given.has("transform")) {
      staging.set("transform", given.get("transform"));
    } else {
      staging.putArray("rules").add(name + ".yml");
      var rules = YAML.createObjectNode();
      rules.set("checks", given.get("checks"));
      YAML.writeValue(place.resolve("rules/" + name + ".yml").toFile(), rules);
    }
    YAML.writeValue(place.resolve("table-configs/staging/" + name + ".yml").toFile(), staging);
  }

  static List<String> cases() {
    return List.copyOf(GIVEN.keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRowsComeOutAsTheCaseSays(String name) {
    var given = GIVEN.get(name);
    var staging = pipeline.staging(TableName.of(name)).orElseThrow();
    for (var rows : List.of(interpreted(staging, given), compiled(staging, given))) {
      if (given.has("transform")) {
        transformed(rows, staging, given);
      } else {
        checked(rows, staging, given);
      }
    }
  }

  private static void transformed(Dataset<Row> rows, Staging staging, JsonNode given) {
    var steps = plans.get(staging.staging()).steps();
    for (int i = 0; i < staging.transform().size(); i++) {
      var after = Transforms.transformed(rows, staging.transform().subList(0, i + 1));
      assertThat(columns(after)).as("planned step %s", i + 1).isEqualTo(planned(steps.get(i + 1)));
    }
    var result = Transforms.transformed(rows, staging.transform());
    var names = Arrays.stream(result.columns()).filter(RowCasesTest::isOwn).toList();
    if (given.has("names")) {
      assertThat(names).isEqualTo(texts(given.get("names")));
    }
    var texts = names.stream().map(column -> "cast(" + column + " AS string)").toList();
    var found =
        result
            .selectExpr(
                "array(" + String.join(", ", texts) + ")",
                "transform(_unread, u -> concat(u.column, '=', u.value))")
            .collectAsList();
    assertThat(found.stream().map(row -> known(row.getList(0))).toList())
        .isEqualTo(lists(given.get("then")));
    assertThat(found.stream().map(row -> row.<String>getList(1)).toList())
        .isEqualTo(
            given.has("unread")
                ? lists(given.get("unread"))
                : found.stream().map(row -> List.of()).toList());
    if (given.toString().contains("DIGEST")) {
      assertThat(found).extracting(row -> row.getList(0)).doesNotHaveDuplicates();
    }
  }

  /** Digests are compared with each other alone: what they are is nobody's promise. */
  private static List<String> known(List<String> values) {
    return values.stream()
        .map(value -> value != null && value.matches("[0-9a-f]{12}") ? "DIGEST" : value)
        .toList();
  }

  private static void checked(Dataset<Row> rows, Staging staging, JsonNode given) {
    var checks = pipeline.rules().get(staging.rules().get(0)).checks();
    var judge = new RowChecks(staging, checks, (column, text) -> text);
    var found =
        judge
            .checked(judge.typed(rows))
            .selectExpr(
                "transform(_violations, v -> concat(v.rule, '/', coalesce(v.column, ''), '/',"
                    + " coalesce(v.value, 'null')))")
            .collectAsList();
    assertThat(found.stream().map(row -> row.<String>getList(0)).toList())
        .isEqualTo(lists(given.get("then")));
  }

  private static boolean isOwn(String column) {
    return !Technical.isTechnical(column) && !column.equals("id");
  }

  private static Map<String, String> columns(Dataset<Row> rows) {
    var columns = new TreeMap<String, String>();
    for (var field : rows.schema().fields()) {
      if (isOwn(field.name())) {
        columns.put(field.name(), field.dataType().sql().toLowerCase(java.util.Locale.ROOT));
      }
    }
    return columns;
  }

  private static Map<String, String> planned(Plan.Step step) {
    var columns = new TreeMap<String, String>();
    for (var attribute : step.columns().all()) {
      if (isOwn(attribute.name().text())) {
        columns.put(attribute.name().text(), attribute.type().text());
      }
    }
    return columns;
  }

  /** On a local relation Spark computes while it plans, without compiling anything. */
  private static Dataset<Row> interpreted(Staging staging, JsonNode given) {
    return typed(spark.createDataFrame(rows(given), texts(staging)), staging);
  }

  private static Dataset<Row> compiled(Staging staging, JsonNode given) {
    var distributed = new JavaSparkContext(spark.sparkContext()).parallelize(rows(given), 1);
    return typed(spark.createDataFrame(distributed, texts(staging)), staging);
  }

  private static List<Row> rows(JsonNode given) {
    return lists(given.get("given")).stream()
        .map(values -> RowFactory.create(prepended("1", values)))
        .toList();
  }

  private static Object[] prepended(String first, List<String> values) {
    var all = new ArrayList<Object>();
    all.add(first);
    all.addAll(values);
    return all.toArray();
  }

  private static StructType texts(Staging staging) {
    var columns = new StructType();
    for (var name : staging.columns().keySet()) {
      columns = columns.add(name.text(), "string");
    }
    return columns;
  }

  private static Dataset<Row> typed(Dataset<Row> texts, Staging staging) {
    var columns = new ArrayList<String>();
    columns.add("'I' AS _op");
    columns.add("timestamp '2026-01-05 12:00:00' AS _at");
    columns.add("cast(array() AS " + Unread.TYPE + ") AS _unread");
    staging
        .columns()
        .forEach(
            (name, column) ->
                columns.add("cast(%s AS %s) AS %s".formatted(name, column.type(), name)));
    return texts.selectExpr(columns.toArray(String[]::new));
  }

  private static List<List<String>> lists(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).map(RowCasesTest::texts).toList();
  }

  private static List<String> texts(JsonNode node) {
    return IntStream.range(0, node.size())
        .mapToObj(i -> node.get(i).isNull() ? null : node.get(i).asText())
        .toList();
  }
}
