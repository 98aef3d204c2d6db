package io.millrace.history.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules 4 and 5, for the changes of one key: what came twice counts once, and of different contents
 * at one position a D wins, else the greater digest.
 *
 * <p>Without a sequence (a load row never has one) a change is its file and row: which files are
 * one file was decided when they were listed (rule 2), and its name is in {@link Change#file}.
 */
final class Redelivery {

  private Redelivery() {}

  static List<Change> removed(List<Change> ofOneKey, Source source) {
    Map<List<Object>, Change> byPosition = new LinkedHashMap<>();
    for (Change change : ofOneKey) {
      byPosition.merge(position(change, source), change, Redelivery::winner);
    }
    return List.copyOf(byPosition.values());
  }

  private static List<Object> position(Change change, Source source) {
    boolean sequenced = source.sequence() && !change.position().isEmpty();
    return sequenced
        ? List.of(change.at(), change.position())
        : List.of(change.at(), change.load(), change.file(), change.row());
  }

  private static Change winner(Change a, Change b) {
    if (a.deletes() != b.deletes()) {
      return a.deletes() ? a : b;
    }
    return a.digest() >= b.digest() ? a : b;
  }
}
