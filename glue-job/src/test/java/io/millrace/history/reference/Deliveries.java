package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Ways in which what was accepted may arrive: cut into batches, late, twice, replayed.
 *
 * <p>With a change sequence any row may come at any time, and again in another file; load rows and
 * those without a sequence come as whole files, and again under their own name.
 */
public final class Deliveries {

  /** How far the order of arrival is that of the source. */
  public enum Lateness {
    IN_ORDER,
    FEW_LATE,
    SHUFFLED
  }

  /** What arrives for one run; a load is here when the last of it has arrived. */
  public record Delivery(List<Change> changes, List<Load> loads) {}

  private Deliveries() {}

  /** Everything at once, in order and each once as it was accepted. */
  public static List<Delivery> atOnce(Accepted accepted) {
    List<Change> sorted = new ArrayList<>();
    for (Source source : accepted.sources()) {
      sorted.addAll(Order.sorted(accepted.changesOf(source), source));
    }
    return List.of(new Delivery(sorted, accepted.loads()));
  }

  /**
   * In up to {@code batches} batches, some of it twice, and now and then a batch all over again.
   */
  public static List<Delivery> random(
      Accepted accepted, int batches, Lateness lateness, Random random) {
    List<List<Change>> arriving = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      arriving.add(new ArrayList<>());
    }
    List<List<Change>> units = units(accepted);
    for (int i = 0; i < units.size(); i++) {
      int onTime = (int) ((long) i * batches / units.size());
      int batch = arrival(onTime, batches, lateness, random);
      arriving.get(batch).addAll(units.get(i));
      if (random.nextInt(12) == 0) {
        int again = batch + random.nextInt(batches - batch);
        arriving.get(again).addAll(again(units.get(i), accepted, random));
      }
    }
    if (random.nextBoolean()) {
      arriving.add(new ArrayList<>(arriving.get(random.nextInt(batches))));
    }
    arriving.forEach(batch -> Collections.shuffle(batch, random));
    return withLoads(arriving, accepted);
  }

  /** All that has arrived, as the reference wants it. */
  public static Accepted accepted(List<Source> sources, List<Delivery> deliveries) {
    return new Accepted(
        sources,
        deliveries.stream().flatMap(delivery -> delivery.changes().stream()).toList(),
        deliveries.stream().flatMap(delivery -> delivery.loads().stream()).toList());
  }

  private static int arrival(int onTime, int batches, Lateness lateness, Random random) {
    return switch (lateness) {
      case IN_ORDER -> onTime;
      case FEW_LATE -> random.nextInt(20) == 0 ? onTime + random.nextInt(batches - onTime) : onTime;
      case SHUFFLED -> random.nextInt(batches);
    };
  }

  /** What comes whole, by the time at which it begins. */
  private static List<List<Change>> units(Accepted accepted) {
    Map<List<Object>, List<Change>> units = new LinkedHashMap<>();
    for (Source source : accepted.sources()) {
      for (Change change : accepted.changesOf(source)) {
        List<Object> unit =
            comesAlone(change, source)
                ? List.of(source, change)
                : List.of(source, change.file(), change.load() ? change.at() : 0L);
        units.computeIfAbsent(unit, name -> new ArrayList<>()).add(change);
      }
    }
    List<List<Change>> byTime = new ArrayList<>(units.values());
    byTime.sort(
        Comparator.comparingLong(unit -> unit.stream().mapToLong(c -> c.at()).min().getAsLong()));
    return byTime;
  }

  private static boolean comesAlone(Change change, Source source) {
    return source.sequence() && !change.position().isEmpty();
  }

  private static List<Change> again(List<Change> unit, Accepted accepted, Random random) {
    Change first = unit.get(0);
    return comesAlone(first, accepted.source(first.source()))
        ? List.of(first.in("20260401-%09d".formatted(random.nextInt(1_000)), random.nextInt(1_000)))
        : unit;
  }

  private static List<Delivery> withLoads(List<List<Change>> arriving, Accepted accepted) {
    Map<Change, Integer> firstSeen = new HashMap<>();
    for (int i = 0; i < arriving.size(); i++) {
      for (Change change : arriving.get(i)) {
        if (change.load()) {
          firstSeen.putIfAbsent(change, i);
        }
      }
    }
    List<List<Load>> loads = new ArrayList<>();
    arriving.forEach(batch -> loads.add(new ArrayList<>()));
    for (Load load : accepted.loads()) {
      int last = 0;
      for (Map.Entry<Change, Integer> seen : firstSeen.entrySet()) {
        last = isRowOf(load, seen.getKey()) ? Math.max(last, seen.getValue()) : last;
      }
      loads.get(last).add(load);
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < arriving.size(); i++) {
      deliveries.add(new Delivery(List.copyOf(arriving.get(i)), loads.get(i)));
    }
    return deliveries;
  }

  private static boolean isRowOf(Load load, Change change) {
    return change.load() && change.at() == load.at() && change.source().equals(load.source());
  }
}
