package io.millrace.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.reference.Accepted;
import io.millrace.history.reference.Deliveries;
import io.millrace.history.reference.DimensionRule;
import io.millrace.history.reference.RandomHistories;
import io.millrace.history.reference.ReferenceHistory;
import io.millrace.history.reference.Source;
import io.millrace.run.SparkSessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of many keys are what the reference says, however they arrive. */
class HistoryTest {

  /** So many customers in each of four configurations. */
  private static final int KEYS = Integer.getInteger("millrace.keys", 5_000);

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = SparkSessions.open("history").newSession();
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    spark.conf().set("spark.sql.adaptive.enabled", "false");
  }

  @ParameterizedTest
  @CsvSource({"1, SHUFFLED", "2, FEW_LATE", "3, IN_ORDER", "4, SHUFFLED"})
  void dimensionsAreWhatTheReferenceSaysHoweverTheirChangesArrive(
      long seed, Deliveries.Lateness lateness) {
    var histories = RandomHistories.of(seed, KEYS);
    var deliveries = Deliveries.random(histories.accepted(), 5, lateness, new Random(seed));
    var arrived = Deliveries.accepted(histories.accepted().sources(), deliveries);
    for (var rule : histories.dimensions()) {
      assertSame(rule.name(), computed(histories, arrived, rule), expected(histories, rule));
    }
  }

  @Test
  void aSingleSortedBatchGivesTheSame() {
    var histories = RandomHistories.of(1, KEYS);
    var sources = histories.accepted().sources();
    var sorted = Deliveries.accepted(sources, Deliveries.atOnce(histories.accepted()));
    var rule = histories.dimensions().get(0);
    assertSame(rule.name(), computed(histories, sorted, rule), expected(histories, rule));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void statesAreWhatTheReferenceSays(long seed) {
    var histories = RandomHistories.of(seed, KEYS / 5);
    for (var source : histories.accepted().sources()) {
      var columns = histories.columns().get(source.name()).keySet();
      var logs = new Logs(spark, histories.accepted(), histories.columns());
      var computed = new ArrayList<String>();
      var states =
          States.of(Declared.staging(source))
              .completeLoads(logs.completeLoads(source.name()))
              .in(logs.of(source.name()));
      for (var row : states.collectAsList()) {
        computed.add(
            Written.line(
                Written.key(row, source.key()),
                Written.micros(row.getAs(States.FROM)),
                Written.micros(row.getAs(States.UNTIL)),
                row.<Boolean>getAs(States.LIVE) ? Written.columns(row, columns) : "deleted"));
      }
      assertSame(source.name(), computed, expectedStates(histories, source, columns));
    }
  }

  private static List<String> expectedStates(
      RandomHistories histories, Source source, Collection<String> columns) {
    var expected = new ArrayList<String>();
    ReferenceHistory.states(histories.accepted(), source.name())
        .forEach(
            (key, states) -> {
              for (int i = 0; i < states.size(); i++) {
                // A key that is deleted twice is in one state.
                boolean again = i > 0 && !states.get(i).live() && !states.get(i - 1).live();
                int next = i + 1;
                while (!states.get(i).live() && next < states.size() && !states.get(next).live()) {
                  next++;
                }
                if (!again) {
                  expected.add(
                      Written.line(
                          key,
                          states.get(i).time(),
                          next < states.size() ? states.get(next).time() : null,
                          states.get(i).live()
                              ? Written.columns(states.get(i).row(), columns)
                              : "deleted"));
                }
              }
            });
    return expected;
  }

  private static List<String> expected(RandomHistories histories, DimensionRule rule) {
    var lines = new ArrayList<String>();
    if (rule.scd1()) {
      for (var row : ReferenceHistory.scd1(histories.accepted(), rule)) {
        lines.add(
            Written.line(row.key(), row.deleted(), Written.columns(row.values(), rule.columns())));
      }
    } else {
      for (var version : ReferenceHistory.dimension(histories.accepted(), rule)) {
        lines.add(
            Written.line(
                version.key(),
                version.from(),
                version.to(),
                Written.columns(version.values(), rule.columns())));
      }
    }
    return lines;
  }

  private static List<String> computed(
      RandomHistories histories, Accepted accepted, DimensionRule rule) {
    var lines = new ArrayList<String>();
    var key = accepted.source(rule.from()).key();
    for (var row : dimension(histories, accepted, rule).collectAsList()) {
      var values = Written.columns(row, rule.columns());
      lines.add(
          rule.scd1()
              ? Written.line(Written.key(row, key), row.getAs(DimensionShape.IS_DELETED), values)
              : Written.line(
                  Written.key(row, key),
                  Written.micros(row.getAs(Timeline.VALID_FROM)),
                  Written.micros(row.getAs(Timeline.VALID_TO)),
                  values));
    }
    return lines;
  }

  private static Dataset<Row> dimension(
      RandomHistories histories, Accepted accepted, DimensionRule rule) {
    var logs = new Logs(spark, accepted, histories.columns());
    var dimension = Declared.dimension(rule, accepted.sources());
    var from = Declared.staging(accepted.source(rule.from()));
    var states =
        DimensionShape.states(dimension, States.of(from))
            .completeLoads(logs.completeLoads(rule.from()))
            .in(logs.of(rule.from()));
    for (var join : dimension.join().entrySet()) {
      var other = join.getKey().text();
      var theirs =
          States.of(Declared.staging(accepted.source(other)))
              .completeLoads(logs.completeLoads(other));
      states = TemporalJoin.joined(states, theirs, logs.of(other), join.getValue());
    }
    if (!rule.scd1() && rule.track().isEmpty()) {
      // To declare no tracked column is to track all of them.
      return Timeline.of(states, new Timeline.Shape(from.key(), List.of(), dimension.overwrite()));
    }
    return new DimensionShape(dimension, from, states.schema(), List.of()).rows(states);
  }

  private static void assertSame(String name, List<String> computed, List<String> expected) {
    assertThat(expected).as(name).isNotEmpty();
    Lines.assertSame(name, computed, expected);
  }
}
