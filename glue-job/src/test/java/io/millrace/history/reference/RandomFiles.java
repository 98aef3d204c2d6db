package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Puts the changes of a source into files as DMS does, numbers them, and lets some contradict. */
final class RandomFiles {

  private final Source source;
  private final Random random;

  RandomFiles(Source source, Random random) {
    this.source = source;
    this.random = random;
  }

  /** CDC changes by time, a transaction also cut over two files. */
  List<Change> cdc(List<Change> changes) {
    List<Change> inOrder = new ArrayList<>(changes);
    Collections.shuffle(inOrder, random);
    inOrder.sort(Comparator.comparingLong((Change change) -> change.at()));
    List<Change> filed = new ArrayList<>();
    List<Integer> names = names(inOrder.size());
    int file = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      file += random.nextInt(10) == 0 ? 1 : 0;
      Change change = inOrder.get(i).in(name(names.get(file)), i);
      filed.add(source.sequence() ? change.position("%035d".formatted(1_000 + i)) : change);
    }
    for (Change change : List.copyOf(filed)) {
      if (random.nextInt(30) == 0) {
        filed.add(contradicting(change, filed.size()));
      }
    }
    return filed;
  }

  /** Where a sequence gives the order, the names of files do not. */
  private List<Integer> names(int count) {
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      names.add(i);
    }
    if (source.sequence()) {
      Collections.shuffle(names, random);
    }
    return names;
  }

  private Change contradicting(Change change, int row) {
    Change other =
        random.nextInt(3) == 0
            ? Change.delete(source.name(), change.key().toArray())
                .at(change.at())
                .position(change.position().toArray(new String[0]))
                .in(change.file(), change.row())
            : change.value(RandomRows.COLUMNS.get(source.name()).keySet().iterator().next(), null);
    return source.sequence() ? other.in(name(900_000), row) : other;
  }

  /** The rows of one load, in files whose names count in hexadecimal. */
  List<Change> load(List<Change> rows) {
    List<Change> filed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      filed.add(rows.get(i).in("LOAD%08X".formatted(1 + i / 50), i % 50));
    }
    return filed;
  }

  private static String name(int number) {
    return "20260301-%09d".formatted(number);
  }
}
