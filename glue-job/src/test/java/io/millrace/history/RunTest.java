package io.millrace.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.reference.Accepted;
import io.millrace.history.reference.Deliveries;
import io.millrace.history.reference.DimensionRule;
import io.millrace.history.reference.FactRule;
import io.millrace.history.reference.Facts;
import io.millrace.history.reference.LookupRule;
import io.millrace.history.reference.Pointer;
import io.millrace.history.reference.RandomHistories;
import io.millrace.history.reference.ReferenceFacts;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Technical;
import io.millrace.run.Observer;
import io.millrace.run.RunRequest;
import io.millrace.run.RunResult;
import io.millrace.run.Runner;
import io.millrace.run.SparkSessions;
import io.millrace.run.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random histories that arrive batch by batch leave, after each, the dimensions and facts that the
 * reference makes of all that has arrived; and a run without news writes nothing.
 */
class RunTest {

  private static final int KEYS = Integer.getInteger("millrace.keys", 100);
  private static final int BATCHES = 4;

  private static SparkSession spark;

  @TempDir private Path place;

  @BeforeAll
  static void open() {
    spark = SparkSessions.forLittle(SparkSessions.open("runs"));
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    spark.conf().set("spark.sql.adaptive.enabled", "false");
    spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
  }

  @ParameterizedTest
  @CsvSource({"13, SHUFFLED, 1000000000", "14, FEW_LATE, 0"})
  void dimensionsAndFactsFollowWhatArrives(long seed, Deliveries.Lateness lateness, long little) {
    SparkSession.setActiveSession(spark);
    // Of what is not little, latest rows are advanced where they can be, and rows are marked.
    spark.conf().set("spark.millrace.little", little);
    var histories = tracking(RandomHistories.of(seed, KEYS));
    var sources = histories.accepted().sources();
    var lake = new Location(place.toString());
    var pipeline = Declared.pipeline(histories, lake);
    var deliveries = Deliveries.random(histories.accepted(), BATCHES, lateness, new Random(seed));
    for (int i = 0; i < deliveries.size(); i++) {
      var arriving = new Accepted(sources, deliveries.get(i).changes(), deliveries.get(i).loads());
      for (var source : sources) {
        new Logs(spark, arriving, histories.columns()).land(source.name(), lake, i + 1);
      }
      run(pipeline);
      assertHolds(
          "batch " + (i + 1),
          histories,
          Deliveries.accepted(sources, deliveries.subList(0, i + 1)));
    }
    assertThat(run(pipeline).wrote()).isFalse();
    assertKeepsWhatAFoldOfEverythingKeeps(histories, pipeline);
    assertRefuses(histories, lake);
  }

  /** What keys go on from is what a fold of everything would keep of them. */
  private void assertKeepsWhatAFoldOfEverythingKeeps(RandomHistories histories, Pipeline pipeline) {
    var before = kept(histories);
    new Runner(spark, pipeline, Fence.ALONE, Observer.ofSteps(System.out::println))
        .run(RunRequest.rebuilding(RunRequest.computed(pipeline)));
    assertThat(kept(histories)).isEqualTo(before);
  }

  private List<String> kept(RandomHistories histories) {
    var lines = new ArrayList<String>();
    for (var rule : histories.dimensions()) {
      var stored =
          spark.read().format("delta").load(place.resolve("dimensions/" + rule.name()).toString());
      var columns =
          Stream.of(stored.columns())
              .filter(name -> !name.equals(Technical.SEQUENCE))
              .sorted()
              .map(functions::col)
              .toArray(Column[]::new);
      stored.select(columns).toJSON().collectAsList().stream()
          .sorted()
          .map(line -> rule.name() + " " + line)
          .forEach(lines::add);
    }
    return lines;
  }

  /** A fact in which something is missing that must not be changes nothing, and says how much. */
  private void assertRefuses(RandomHistories histories, Location lake) {
    var lookup =
        new LookupRule(
            "country", "dim_country", List.of("code"), "visited_at", LookupRule.Missing.FAIL);
    var strict =
        new FactRule("fact_strict", "visits", List.of(), List.of(lookup), List.of(), false);
    var facts = new ArrayList<>(histories.facts());
    facts.add(strict);
    var with =
        new RandomHistories(
            histories.seed(),
            histories.accepted(),
            histories.dimensions(),
            facts,
            histories.columns());
    var failed = with.reference().fact(strict.name()).failed();
    assertThat(failed).isNotEmpty();
    assertThat(failureOf(Declared.pipeline(with, lake)))
        .contains(failed.size() + " rows of fact_strict find no member of dim_country");
    assertThat(place.resolve("facts/fact_strict")).doesNotExist();
  }

  private static String failureOf(Pipeline pipeline) {
    try {
      return run(pipeline).failures().get(0).getMessage();
    } catch (Failure failure) {
      return failure.getMessage();
    }
  }

  /** To declare no tracked column is to track all of them, which no rule of these means. */
  private static RandomHistories tracking(RandomHistories histories) {
    return new RandomHistories(
        histories.seed(),
        histories.accepted(),
        histories.dimensions().stream().map(RunTest::tracking).toList(),
        histories.facts(),
        histories.columns());
  }

  private static DimensionRule tracking(DimensionRule rule) {
    var first = rule.columns().get(0);
    return rule.scd1() || !rule.track().isEmpty()
        ? rule
        : new DimensionRule(
            rule.name(),
            rule.from(),
            rule.joins(),
            rule.columns(),
            List.of(first),
            List.of(),
            rule.ignoresDeletes(),
            false);
  }

  private static RunResult run(Pipeline pipeline) {
    var request =
        new RunRequest(UUID.randomUUID().toString(), EnumSet.of(Stage.DIMENSIONS, Stage.FACTS));
    return new Runner(spark, pipeline, Fence.ALONE, Observer.ofSteps(System.out::println))
        .run(request);
  }

  private void assertHolds(String when, RandomHistories histories, Accepted accepted) {
    var reference = ReferenceFacts.of(accepted, histories.dimensions(), histories.facts());
    var members = new HashMap<String, Map<Long, String>>();
    for (var rule : histories.dimensions()) {
      members.put(rule.name(), new HashMap<>());
      Lines.assertSame(
          when + ", " + rule.name(),
          stored(rule, accepted, members.get(rule.name())),
          expected(rule, reference));
    }
    for (var rule : histories.facts()) {
      Lines.assertSame(
          when + ", " + rule.name(),
          stored(rule, accepted, members),
          expected(reference.fact(rule.name())));
    }
  }

  private List<String> stored(DimensionRule rule, Accepted accepted, Map<Long, String> members) {
    var key = accepted.source(rule.from()).key();
    var role = rule.name().substring("dim_".length());
    var lines = new ArrayList<String>();
    for (var row : table("dimensions/" + rule.name())) {
      long version = row.getAs(role + "_key");
      long durable = row.getAs(role + "_durable_key");
      boolean inferred = row.getAs(DimensionShape.IS_INFERRED);
      var from = rule.scd1() ? null : Written.micros(row.getAs(Timeline.VALID_FROM));
      if (version == Keys.UNKNOWN) {
        members.put(version, pointer(Pointer.Kind.UNKNOWN, null, null) + " " + Keys.UNKNOWN);
      } else {
        var kind = inferred ? Pointer.Kind.INFERRED : Pointer.Kind.VERSION;
        var written = pointer(kind, Written.key(row, key), from) + " " + durable;
        assertThat(members.put(version, written)).as("two rows with one key").isNull();
        lines.add(
            Written.line(
                Written.key(row, key),
                from,
                rule.scd1() ? null : Written.micros(row.getAs(Timeline.VALID_TO)),
                rule.scd1() ? row.getAs(DimensionShape.IS_DELETED) : null,
                inferred,
                Written.columns(row, rule.columns())));
      }
    }
    assertThat(members).as("the unknown member").containsKey(Keys.UNKNOWN);
    return lines;
  }

  private static List<String> expected(DimensionRule rule, ReferenceFacts reference) {
    var lines = new ArrayList<String>();
    if (rule.scd1()) {
      for (var row : reference.scd1(rule.name())) {
        lines.add(
            Written.line(
                row.key(),
                null,
                null,
                row.deleted(),
                row.inferred(),
                Written.columns(row.values(), rule.columns())));
      }
    } else {
      for (var row : reference.dimension(rule.name())) {
        lines.add(
            Written.line(
                row.key(),
                row.from(),
                row.to(),
                null,
                row.inferred(),
                Written.columns(row.values(), rule.columns())));
      }
    }
    return lines;
  }

  private List<String> stored(
      FactRule rule, Accepted accepted, Map<String, Map<Long, String>> members) {
    var grain = accepted.source(rule.from()).key();
    var lines = new ArrayList<String>();
    for (var row : table("facts/" + rule.name())) {
      var pointers = new ArrayList<String>();
      for (var lookup : rule.lookups()) {
        long version = row.getAs(lookup.role() + "_key");
        long durable = row.getAs(lookup.role() + "_durable_key");
        var member = members.get(lookup.dimension()).get(version);
        assertThat(member).as("the member that %s points at", lookup.role()).isNotNull();
        assertThat(member).as("its durable key").endsWith(" " + durable);
        pointers.add(member.substring(0, member.lastIndexOf(' ')));
      }
      lines.add(
          Written.line(
              Written.key(row, grain),
              pointers,
              rule.flags() && row.<Boolean>getAs(DimensionShape.IS_DELETED),
              Written.columns(row, rule.columns())));
    }
    return lines;
  }

  private static List<String> expected(Facts facts) {
    var lines = new ArrayList<String>();
    for (var row : facts.rows()) {
      var pointers = new ArrayList<String>();
      for (var lookup : facts.rule().lookups()) {
        var pointer = row.pointers().get(lookup.role());
        pointers.add(pointer(pointer.kind(), pointer.key(), pointer.from()));
      }
      lines.add(
          Written.line(
              row.grain(),
              pointers,
              row.deleted(),
              Written.columns(row.values(), facts.rule().columns())));
    }
    return lines;
  }

  private static String pointer(Pointer.Kind kind, List<Object> key, Long from) {
    return kind + " " + (key == null ? "" : Written.line(key, from));
  }

  private List<Row> table(String name) {
    return spark.read().format("delta").load(place.resolve(name).toString()).collectAsList();
  }
}
