package io.millrace.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Sql;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

class SparkSqlTest {

  private final Sql sql = new SparkSql();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tier",
        "coalesce(tier, 1)",
        "Updated_At >= created_at",
        "status <> 'draft'",
        "attributes IS NULL OR get_json_object(attributes, '$') IS NOT NULL",
        "CASE WHEN tier > 1 THEN 'high' ELSE status END",
        "address.city",
        "`tier` + 1",
        "cast(tier AS decimal(10,2)) * 2",
        "date '2020-01-01' < birth_date",
        "extract(YEAR FROM birth_date)",
        "trim(BOTH 'x' FROM status)",
        "substring(status FROM 2 FOR 3)",
        "status LIKE 'a%' AND tier BETWEEN 1 AND 3",
        "status IN ('a', 'b') OR NOT active",
        "items[0].price",
        "map('a', tier)['a']",
        "user",
        "if(tier > 1, a, b)",
        "-tier % 3",
        "interval 1 day + updated_at",
        "status rlike '^a'"
      })
  void namesTheColumnsThatSparkFinds(String text) throws ParseException {
    var parsed = sql.expression(new Expression(text));

    assertThat(parsed.mistake()).isEmpty();
    assertThat(parsed.columns()).extracting(Identifier::text).hasSameElementsAs(bySpark(text));
  }

  private static Set<String> bySpark(String text) throws ParseException {
    var names = new TreeSet<String>();
    collect(new CatalystSqlParser().parseExpression(text), names);
    return names;
  }

  private static void collect(
      org.apache.spark.sql.catalyst.expressions.Expression part, Set<String> names) {
    if (part instanceof UnresolvedAttribute attribute) {
      names.add(attribute.nameParts().head().toLowerCase(java.util.Locale.ROOT));
    }
    JavaConverters.seqAsJavaList(part.children()).forEach(child -> collect(child, names));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a +", "a b c", "lower(", "'open", "a;b", "1 = = 2", "case when a then"})
  void refusesWhatSparkRefuses(String text) {
    assertThat(sql.expression(new Expression(text)).mistake()).isPresent();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new CatalystSqlParser().parseExpression(text))
        .isInstanceOf(ParseException.class);
  }

  @Test
  void aLambdaBindsItsOwnNames() {
    var parsed = sql.expression(new Expression("exists(items, x -> x.price > limit_of)"));

    assertThat(parsed.columns()).containsExactly(Identifier.of("items"), Identifier.of("limit_of"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tier | unknown",
        "1 | int",
        "\"'a'\" | string",
        "cast(a as decimal(10,2)) | decimal(10,2)",
        "to_date(a) | date",
        "a + 1 | unknown",
        "bigint(a) | bigint"
      })
  void knowsTheTypesThatTheTextTells(String text, String type) {
    assertThat(sql.expression(new Expression(text)).type().text()).isEqualTo(type);
  }

  @Test
  void readsAProjection() {
    var query = "SELECT *, input.tier, year(birth_date) AS birth_year FROM input";

    var projection = sql.projection(new Expression(query));

    assertThat(projection.mistake()).isEmpty();
    assertThat(projection.outputs())
        .extracting(Sql.Output::name)
        .containsExactly(
            Optional.empty(),
            Optional.of(Identifier.of("tier")),
            Optional.of(Identifier.of("birth_year")));
    var year = projection.outputs().get(2).value();
    assertThat(year.columns()).containsExactly(Identifier.of("birth_date"));
    assertThat(year.type()).isEqualTo(ColumnType.parse("int"));
    assertThat(projection.outputs().get(1).value().itself()).contains(Identifier.of("tier"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM input WHERE tier > 1",
        "SELECT DISTINCT tier FROM input",
        "SELECT count(*) AS n FROM input",
        "SELECT tier FROM input GROUP BY tier",
        "SELECT rank() OVER (ORDER BY tier) AS r FROM input",
        "SELECT sum(tier) OVER () AS s FROM input",
        "SELECT rand() AS r FROM input",
        "SELECT now() AS t FROM input",
        "SELECT current_date() AS d FROM input",
        "SELECT explode(items) AS i FROM input",
        "SELECT (SELECT 1) AS x FROM input",
        "SELECT tier IN (SELECT 1) AS x FROM input",
        "SELECT * FROM input LIMIT 1",
        "SELECT * FROM input ORDER BY tier",
        "SELECT * FROM input JOIN other",
        "SELECT * FROM other",
        "SELECT raise_error(email) AS e FROM input",
        "SELECT tier + 1 FROM input"
      })
  void refusesWhatIsNoProjectionOfOneRow(String query) {
    assertThat(sql.projection(new Expression(query)).mistake()).isPresent();
  }

  @Test
  void theListOfFunctionsIsThatOfSpark() {
    var registered =
        JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction()).stream()
            .map(function -> function.funcName())
            .filter(name -> name.matches("[a-z_0-9]+"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(new TreeSet<>(SparkFunctions.names())).isEqualTo(registered);
  }

  @Test
  void whatLooksAtSeveralRowsIsListedSo() {
    JavaConverters.seqAsJavaList(FunctionRegistry.builtin().listFunction())
        .forEach(
            function -> {
              var group = FunctionRegistry.builtin().lookupFunction(function).get().getGroup();
              var sort = SparkFunctions.sort(function.funcName());
              switch (group) {
                case "agg_funcs" -> assertThat(sort).contains(SparkFunctions.Sort.ROWS);
                case "window_funcs" -> assertThat(sort).contains(SparkFunctions.Sort.WINDOW);
                case "generator_funcs" -> assertThat(sort).contains(SparkFunctions.Sort.SEVERAL);
                default -> assertThat(sort).isNotEqualTo(Optional.of(SparkFunctions.Sort.ROWS));
              }
            });
    assertThat(Stream.of("rand", "uuid", "now", "current_date", "input_file_name"))
        .allMatch(name -> SparkFunctions.sort(name).get() == SparkFunctions.Sort.CHANGING);
  }
}
