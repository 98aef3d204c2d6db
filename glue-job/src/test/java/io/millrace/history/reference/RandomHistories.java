package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A small warehouse with a random history: what was accepted, and dimensions and facts of it.
 *
 * <p>Everything follows from the seed: which sources have a sequence, an effective_at, replacing
 * loads, what dimensions track, and every change. {@code missing: fail} is not among it, since one
 * row would refuse the whole fact.
 *
 * @param columns the columns but the key of each source, with their Spark types
 */
public record RandomHistories(
    long seed,
    Accepted accepted,
    List<DimensionRule> dimensions,
    List<FactRule> facts,
    Map<String, Map<String, String>> columns) {

  public static RandomHistories of(long seed) {
    return of(seed, 40);
  }

  /** With about this many keys in each of customers, orders and visits. */
  public static RandomHistories of(long seed, int keys) {
    Random random = new Random(seed);
    RandomKeys randomKeys = new RandomKeys(keys, random);
    List<Source> sources = sources(random);
    List<Change> changes = new ArrayList<>();
    List<Load> loads = new ArrayList<>();
    for (Source source : sources) {
      history(source, randomKeys, random, changes, loads);
    }
    Collections.shuffle(changes, random);
    Accepted accepted = new Accepted(sources, changes, loads).map(RandomDigest::digested);
    RandomRules rules = new RandomRules(random);
    return new RandomHistories(
        seed, accepted, rules.dimensions(), rules.facts(), RandomRows.COLUMNS);
  }

  public ReferenceFacts reference() {
    return ReferenceFacts.of(accepted, dimensions, facts);
  }

  private static List<Source> sources(Random random) {
    return List.of(
        maybe(Source.of("countries", "code"), random),
        maybe(Source.of("customers", "region", "number").carryForward("bio"), random),
        maybe(Source.of("orders", "order_id").carryForward("status"), random),
        maybe(Source.of("order_items", "order_id", "line_no"), random),
        maybe(Source.of("visits", "visit_id"), random));
  }

  private static Source maybe(Source source, Random random) {
    Source result = random.nextBoolean() ? source.withSequence() : source;
    result = random.nextInt(3) == 0 ? result.replacing() : result;
    boolean hasItsOwnTime = RandomRows.COLUMNS.get(source.name()).containsKey("updated_at");
    return hasItsOwnTime && random.nextBoolean() ? result.withEffectiveAt() : result;
  }

  private static void history(
      Source source, RandomKeys keys, Random random, List<Change> changes, List<Load> loads) {
    RandomChanges randomChanges = new RandomChanges(source, keys, random);
    RandomFiles files = new RandomFiles(source, random);
    // Some keys have loads alone, some nothing at all: what refers to them finds nothing.
    List<Change> cdc = new ArrayList<>();
    for (List<Object> key : keys.of(source.name())) {
      if (random.nextInt(6) > 0) {
        cdc.addAll(randomChanges.of(key));
      }
    }
    changes.addAll(files.cdc(cdc));
    for (long at : loadTimes(random)) {
      List<Change> rows = new ArrayList<>();
      Set<List<Object>> loaded = new HashSet<>();
      for (List<Object> key : keys.of(source.name())) {
        int dice = random.nextInt(100);
        if (dice < 60) {
          rows.add(randomChanges.loaded(key, at));
        }
        if (dice < 65) { // five in a hundred were quarantined
          loaded.add(key);
        }
      }
      changes.addAll(files.load(rows));
      loads.add(new Load(source.name(), at, loaded, random.nextInt(5) > 0));
    }
  }

  private static Set<Long> loadTimes(Random random) {
    Set<Long> times = new LinkedHashSet<>();
    if (random.nextBoolean()) {
      times.add(RandomRows.BASE - RandomRows.STEP);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      times.add(RandomRows.time(random));
    }
    return times;
  }
}
