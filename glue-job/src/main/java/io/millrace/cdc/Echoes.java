package io.millrace.cdc;

import io.millrace.pipeline.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files whose rows are, one by one, those of another: without a change sequence they are one file,
 * the first of them in the source's order, whichever came first (rule 4).
 */
public final class Echoes {

  private static final Comparator<Landed> IN_ORDER =
      Comparator.<Landed, Instant>comparing(it -> it.arrival().earliest().orElseThrow())
          .thenComparing(it -> it.file().name())
          .thenComparing(it -> it.file().file())
          .thenComparing(it -> it.arrival().batch());

  private Echoes() {}

  /** Each file that is another's echo, with that other. */
  public static Map<Landed, Landed> of(Staging staging, List<Landed> landed) {
    var echoes = new LinkedHashMap<Landed, Landed>();
    for (var files : sameRows(staging, landed)) {
      files.stream().skip(1).forEach(file -> echoes.put(file, files.get(0)));
    }
    return echoes;
  }

  /** The files of a batch whose rows have come before it, or twice in it. */
  public static List<String> again(Staging staging, List<Landed> landed, long batch) {
    return again(staging, landed).stream()
        .filter(place -> place.batch() == batch)
        .map(Place::file)
        .sorted()
        .toList();
  }

  /** The files of every batch whose rows have come before it, or twice in it. */
  public static Set<Place> again(Staging staging, List<Landed> landed) {
    var again = new HashSet<Place>();
    for (var files : sameRows(staging, landed)) {
      long first = files.stream().mapToLong(it -> it.arrival().batch()).min().orElseThrow();
      var seen = new HashSet<Long>();
      for (var file : files) {
        long batch = file.arrival().batch();
        if (!seen.add(batch) || batch > first) {
          again.add(new Place(batch, file.file().file()));
        }
      }
    }
    return again;
  }

  /** A file of a batch. */
  public record Place(long batch, String file) {}

  private static List<List<Landed>> sameRows(Staging staging, List<Landed> landed) {
    if (!staging.position().isEmpty()) {
      return List.of();
    }
    var sameRows = new LinkedHashMap<String, List<Landed>>();
    landed.stream()
        .filter(file -> counts(staging, file))
        .sorted(IN_ORDER)
        .forEach(
            file ->
                sameRows
                    .computeIfAbsent(file.arrival().contents(), it -> new ArrayList<>())
                    .add(file));
    return List.copyOf(sameRows.values());
  }

  /** Without a timestamp a load file with the same rows is another load of the same rows. */
  private static boolean counts(Staging staging, Landed file) {
    return file.arrival().earliest().isPresent()
        && (file.file().kind() == SourceFile.Kind.CHANGES
            || (staging.source().timestamp().isPresent() && !file.hasOwnTime()));
  }
}
