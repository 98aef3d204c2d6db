package io.millrace.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.Configuration;
import io.millrace.pipeline.DatasetCheck;
import io.millrace.pipeline.DatasetCheck.Measure;
import io.millrace.run.SparkSessions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Random batches and every kind of dataset check, against a plain reading of the same checks. */
class DatasetChecksTest {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "_op string, id bigint, name string, price decimal(12,2), size double, code int");
  private static final List<DatasetCheck> CHECKS = checks();

  private record Item(String op, String name, BigDecimal price, Double size, Integer code) {}

  @Test
  void everyBatchBreaksExactlyWhatAPlainReadingSays() {
    var checks = new DatasetChecks(CHECKS);
    var random = new Random(7);
    var broken = new TreeMap<String, Integer>();
    List<Item> before = List.of();
    List<Figures> past = List.of();
    for (int i = 0; i < 24; i++) {
      var batch = i == 5 ? List.of(new Item("D", "a", BigDecimal.TEN, 1.0, 1)) : anyBatch(random);
      var figures = checks.figures(rows(batch));
      var found = checks.breaches(figures, past);
      var expected = expected(seen(batch), seen(before), i == 0);
      assertThat(found.stream().map(Breach::title)).as("%s", batch).isEqualTo(expected);
      expected.forEach(title -> broken.merge(title, 1, Integer::sum));
      before = batch;
      // What was kept of a batch is all that the next one knows of it.
      past = List.of(Figures.read(figures.kept("items", i, Instant.EPOCH)));
    }
    // A check that every batch breaks, or none, would say little.
    assertThat(broken.keySet())
        .isEqualTo(
            CHECKS.stream()
                .map(DatasetCheck::title)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(broken.values()).allMatch(times -> times < 24);
  }

  @Test
  void aBreachNamesTheFigureTheBoundAndThePast() {
    var checks = new DatasetChecks(CHECKS);
    var two = List.of(new Item("I", "a", price("1.5"), 1.0, 1), new Item("U", null, null, 2.0, 1));
    var past =
        List.of(
            checks.figures(
                rows(List.of(two.get(0), two.get(0), two.get(0), two.get(0), two.get(0)))));

    assertThat(checks.breaches(checks.figures(rows(two)), past).stream().map(Breach::said))
        .containsExactly(
            "2 lies below 3",
            "0 lies below 0.3",
            "2 after 5 in the batch before, 2.5x, more than 2x",
            "0.5 after 1 in the batch before, 2x, more than 1.2x",
            "Size is 2, Mean of size is 1.5",
            "Compliance is 0.5");
  }

  @Test
  void figuresThatGroupNothingTakeOneJobHoweverManyTheyAre() throws Exception {
    var ungrouped =
        CHECKS.stream().filter(check -> !(check.measure() instanceof Measure.Uniqueness)).toList();
    var rows = rows(anyBatch(new Random(1)));

    assertThat(jobs(new DatasetChecks(ungrouped), rows))
        .isEqualTo(jobs(new DatasetChecks(CHECKS.subList(0, 1)), rows));
  }

  private static int jobs(DatasetChecks checks, Dataset<Row> rows) throws Exception {
    var jobs = new AtomicInteger();
    var listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart started) {
            jobs.incrementAndGet();
          }
        };
    var context = spark().sparkContext();
    context.listenerBus().waitUntilEmpty();
    context.addSparkListener(listener);
    checks.figures(rows);
    context.listenerBus().waitUntilEmpty();
    context.removeSparkListener(listener);
    return jobs.get();
  }

  private static List<Item> seen(List<Item> batch) {
    return batch.stream().filter(item -> !item.op().equals("D")).toList();
  }

  private static List<String> expected(List<Item> now, List<Item> before, boolean isFirst) {
    var broken = new ArrayList<String>();
    for (var check : CHECKS) {
      if (!holds(check, now, before, isFirst)) {
        broken.add(check.title());
      }
    }
    return broken;
  }

  private static boolean holds(
      DatasetCheck check, List<Item> now, List<Item> before, boolean isFirst) {
    var measure = check.measure();
    if (measure instanceof Measure.Dqdl dqdl) {
      return now.isEmpty() || dqdl(dqdl.rule(), now);
    }
    if (measure instanceof Measure.Anomaly anomaly) {
      Function<List<Item>, Double> figure =
          switch (anomaly.metric()) {
            case ROW_COUNT -> items -> (double) items.size();
            case MEAN -> items -> mean(items, Item::size);
            case COMPLETENESS -> items -> complete(items, Item::price);
          };
      double factor = anomaly.maxChange().value().doubleValue();
      return isFirst || near(figure.apply(now), figure.apply(before), factor);
    }
    return bounded(measure, now);
  }

  private static boolean bounded(Measure measure, List<Item> now) {
    if (measure instanceof Measure.RowCount) {
      return now.size() >= 3 && now.size() <= 40;
    }
    if (measure instanceof Measure.Completeness) {
      return now.isEmpty() || complete(now, Item::name) >= 0.5;
    }
    if (measure instanceof Measure.Uniqueness uniqueness) {
      return uniqueness.column().size() == 1
          ? unique(now.stream().map(Item::code).filter(Objects::nonNull).toList(), 0.3)
          : unique(
              now.stream()
                  .filter(item -> item.name() != null || item.code() != null)
                  .map(item -> item.name() + "|" + item.code())
                  .toList(),
              0.5);
    }
    var prices =
        now.stream()
            .filter(item -> item.price() != null)
            .mapToDouble(item -> item.price().doubleValue())
            .summaryStatistics();
    if (measure instanceof Measure.Mean) {
      return prices.getCount() == 0 || (prices.getAverage() >= -5 && prices.getAverage() <= 12.5);
    }
    if (measure instanceof Measure.Minimum) {
      return prices.getCount() == 0 || prices.getMin() >= -40.25;
    }
    return now.stream().allMatch(item -> item.size() == null || item.size() <= 90);
  }

  private static boolean dqdl(String rule, List<Item> now) {
    if (rule.startsWith("Completeness")) {
      return complete(now, Item::name) >= 0.5;
    }
    if (rule.startsWith("(RowCount")) {
      var mean = mean(now, Item::size);
      return now.size() > 10 || (mean != null && mean > 60);
    }
    return rule.contains("code")
        ? now.stream().allMatch(item -> item.code() != null && item.code() > -3)
        : now.stream().allMatch(item -> "a".equals(item.name()) || "b".equals(item.name()));
  }

  private static boolean unique(List<?> values, double least) {
    var times =
        values.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    long alone = times.values().stream().filter(count -> count == 1).count();
    return values.isEmpty() || (double) alone / values.size() >= least;
  }

  private static boolean near(Double now, Double before, double factor) {
    if (now == null || before == null) {
      return true;
    }
    return (now == 0 || before == 0)
        ? now.equals(before)
        : now / before <= factor && before / now <= factor;
  }

  private static Double complete(List<Item> items, Function<Item, Object> value) {
    long there = items.stream().map(value).filter(Objects::nonNull).count();
    return items.isEmpty() ? null : (Double) ((double) there / items.size());
  }

  private static Double mean(List<Item> items, Function<Item, Double> value) {
    var mean = items.stream().map(value).filter(Objects::nonNull).mapToDouble(x -> x).average();
    return mean.isPresent() ? (Double) mean.getAsDouble() : null;
  }

  private static List<Item> anyBatch(Random random) {
    int size = random.nextInt(4) == 0 ? random.nextInt(4) : random.nextInt(55);
    int names = 1 + random.nextInt(4);
    boolean isWhole = random.nextBoolean();
    int codes = random.nextBoolean() ? 30 : 3;
    int sizes = List.of(10, 60, 150).get(random.nextInt(3));
    var batch = new ArrayList<Item>();
    for (int i = 0; i < size; i++) {
      batch.add(
          new Item(
              List.of("I", "U", "U", "D").get(random.nextInt(4)),
              random.nextInt(isWhole ? 100 : 2) == 0
                  ? null
                  : "abcd".substring(random.nextInt(names)).substring(0, 1),
              random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(10_000) - 4_300, 2),
              random.nextInt(6) == 0 ? null : (double) random.nextInt(sizes),
              random.nextInt(isWhole ? 100 : 6) == 0
                  ? null
                  : random.nextInt(codes) - (isWhole ? 2 : 4)));
    }
    return batch;
  }

  private static BigDecimal price(String text) {
    return new BigDecimal(text);
  }

  private static Dataset<Row> rows(List<Item> items) {
    var rows = new ArrayList<Row>();
    for (var item : items) {
      rows.add(
          RowFactory.create(
              item.op(), (long) rows.size(), item.name(), item.price(), item.size(), item.code()));
    }
    return spark().createDataFrame(rows, SCHEMA);
  }

  private static SparkSession spark() {
    return SparkSessions.open("batches");
  }

  private static List<DatasetCheck> checks() {
    var configuration =
        Configuration.read(
            Path.of("src/test/resources/quality/batches"), "local", Map.of(), name -> null);
    assertThat(configuration.problems()).isEmpty();
    return configuration.pipeline().orElseThrow().rules().get("items.yml").dataset();
  }
}
