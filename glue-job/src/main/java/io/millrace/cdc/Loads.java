package io.millrace.cdc;

import io.millrace.pipeline.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A source's full loads and whether each is complete, told from the files that have landed and from
 * nothing else, so that neither a crash nor the order of arrival matters (rules 3 and 12).
 */
public final class Loads {

  private static final Comparator<Landed> AS_WRITTEN =
      Comparator.comparing(Landed::listed)
          .thenComparing(landed -> landed.file().modified())
          .thenComparing(landed -> landed.file().file());

  private final Staging staging;
  private final List<Landed> landed;
  private final TreeMap<Instant, List<Landed>> loads = new TreeMap<>();

  private Loads(Staging staging, List<Landed> landed) {
    this.staging = staging;
    this.landed = landed;
    var files = landed.stream().filter(it -> it.file().kind() == SourceFile.Kind.LOAD).toList();
    boolean isTimed = staging.source().timestamp().isPresent();
    byTimestamp(files.stream().filter(it -> isTimed && !it.hasOwnTime()).toList());
    byName(files.stream().filter(it -> !isTimed || it.hasOwnTime()).toList());
  }

  /** The loads of a source, oldest first. */
  public static List<Load> of(Staging staging, List<Landed> landed) {
    return new Loads(staging, landed).all();
  }

  private List<Load> all() {
    var flaws = new HashMap<Instant, Load.Flaw>();
    loads.forEach((at, files) -> ownFlaw(files).ifPresent(flaw -> flaws.put(at, flaw)));
    for (var file : landed) {
      boolean isTimed = staging.source().timestamp().isPresent();
      if (isTimed && file.file().kind() == SourceFile.Kind.LOAD && file.arrival().isLost()) {
        for (var at : spoiled(file)) {
          flaws.putIfAbsent(at, Load.Flaw.unreadable(file));
        }
      }
    }
    var all = new ArrayList<Load>();
    loads.forEach(
        (at, files) -> {
          var flaw = Optional.ofNullable(flaws.get(at));
          boolean isComplete = flaw.isEmpty() && isFollowed(at, files, Landed::isSettled);
          all.add(new Load(at, files, isComplete, flaw));
        });
    return List.copyOf(all);
  }

  /** Files that share a timestamp are a load; where rows differ, the earliest seen together. */
  private void byTimestamp(List<Landed> files) {
    Map<Instant, Instant> earliest = new HashMap<>();
    for (var file : files) {
      if (file.isSpread()) {
        var own = file.arrival().earliest().orElseThrow();
        earliest.merge(file.listed(), own, (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    for (var file : files) {
      if (file.arrival().earliest().isPresent()) {
        var at =
            file.isSpread() ? earliest.get(file.listed()) : file.arrival().earliest().orElseThrow();
        loads.computeIfAbsent(at, time -> new ArrayList<>()).add(file);
      }
    }
  }

  /**
   * A load goes on until a file's name comes again; one that was lost is made up for by its name.
   */
  private void byName(List<Landed> files) {
    var open = new HashMap<String, Landed>();
    for (var file : files.stream().sorted(AS_WRITTEN).toList()) {
      var before = open.get(file.file().file());
      if (before != null && !before.arrival().isLost()) {
        add(open);
        open.clear();
      }
      open.put(file.file().file(), file);
    }
    add(open);
  }

  private void add(Map<String, Landed> load) {
    if (!load.isEmpty()) {
      var files = load.values().stream().sorted(AS_WRITTEN).toList();
      var first = files.get(0);
      loads.computeIfAbsent(first.file().modified(), time -> new ArrayList<>()).addAll(files);
    }
  }

  private static Optional<Load.Flaw> ownFlaw(List<Landed> files) {
    for (var file : files) {
      if (file.arrival().isLost()) {
        return Optional.of(Load.Flaw.unreadable(file));
      }
      if (file.arrival().keyless() > 0) {
        return Optional.of(Load.Flaw.keyless(file));
      }
    }
    return Optional.empty();
  }

  /**
   * The loads that a file which could not be read may belong to: those seen with it; else the one
   * before, unless that was complete by then; else the next.
   */
  private Set<Instant> spoiled(Landed lost) {
    var candidates = seen(it -> it.listed().equals(lost.listed()));
    if (candidates.isEmpty()) {
      var before = seen(it -> it.listed().isBefore(lost.listed())).stream().max(Instant::compareTo);
      Predicate<Landed> earlier = it -> it.isSettled() && it.listed().isBefore(lost.listed());
      if (before.isPresent() && !isFollowed(before.get(), loads.get(before.get()), earlier)) {
        candidates = Set.of(before.get());
      } else {
        candidates =
            seen(it -> it.listed().isAfter(lost.listed())).stream()
                .filter(at -> before.isEmpty() || at.isAfter(before.get()))
                .min(Instant::compareTo)
                .map(Set::of)
                .orElse(Set.of());
      }
    }
    return candidates.stream().filter(at -> !holds(at, lost)).collect(Collectors.toSet());
  }

  private Set<Instant> seen(Predicate<Landed> when) {
    return loads.entrySet().stream()
        .filter(load -> load.getValue().stream().anyMatch(when))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Whether a file of the same name that can be read came for it. */
  private boolean holds(Instant load, Landed lost) {
    return loads.get(load).stream().anyMatch(it -> it.file().file().equals(lost.file().file()));
  }

  private boolean isFollowed(Instant at, List<Landed> files, Predicate<Landed> counts) {
    return switch (staging.loadComplete()) {
      case NEXT_FILE ->
          landed.stream()
                  .filter(counts)
                  .flatMap(it -> it.file().written().stream())
                  .anyMatch(at::isBefore)
              || loads.tailMap(at, false).values().stream().flatMap(List::stream).anyMatch(counts);
      case MARKER ->
          landed.stream()
              .filter(counts)
              .filter(it -> it.file().kind() == SourceFile.Kind.MARKER)
              .anyMatch(
                  marker ->
                      files.stream()
                          .noneMatch(it -> it.file().modified().isAfter(marker.file().modified())));
    };
  }
}
