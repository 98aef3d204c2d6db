package io.millrace.sampledata;

import static io.millrace.sampledata.Calendar.at;

import io.millrace.sampledata.Change.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Countries, a small table whose every change is hand-written and comes in a file of its own, and
 * categories, of which only snapshots come. Neither has a change sequence.
 */
final class ReferenceCases {
  private final Script script;

  ReferenceCases(Script script) {
    this.script = script;
  }

  void write() {
    countries();
    categories();
  }

  private void countries() {
    for (var country : Words.COUNTRIES) {
      script.load(Table.COUNTRIES, loaded((Object[]) country));
    }
    // A load is quarantined only where it must be: two letters, no fewer.
    script.load(Table.COUNTRIES, loaded("X", "Nowhere", "Europe"));

    countryFile(2, change(Op.U, at(6, 7, 30), "CZ", "Czechia", "Europe"));
    countryFile(3, change(Op.U, at(7, 7, 30), "TR", "Türkiye", "Asia"));
    countryFile(
        4,
        change(Op.I, at(8, 7, 30), "ME", "Montenegro", "Europe"),
        change(Op.I, at(8, 7, 31), "RS", "Serbia", "Europe"));
    // The file of the 6th once more, under the name of its second delivery.
    script.file(
        4,
        Table.COUNTRIES,
        at(8, 11, 0),
        List.of(change(Op.U, at(6, 7, 30), "CZ", "Czechia", "Europe")));
    countryFile(5, change(Op.D, at(10, 7, 30), "SZ", "Swaziland", "Europe"));
    countryFile(6, change(Op.I, at(12, 7, 30), "SZ", "Eswatini", "Africa"));
    // Named for the 7th, here on the 12th: it was stuck.
    script.file(
        6,
        Table.COUNTRIES,
        at(7, 13, 0),
        List.of(
            change(Op.U, at(7, 12, 30), "MK", "North Macedonia", "Europe"),
            change(Op.U, at(7, 12, 31), "CZ", "Czech Lands", "Europe")));
    countryFile(7, change(Op.U, at(15, 7, 30), "CZ", "Czechia", "Europe"));
  }

  private void countryFile(int batch, Change... changes) {
    var list = List.of(changes);
    var written = list.get(list.size() - 1).commit() + 61 * Calendar.SECOND;
    script.file(batch, Table.COUNTRIES, written, list);
  }

  /** Each snapshot is complete: what it lacks is gone. */
  private void categories() {
    var first = snapshot(Calendar.loadStart(), Map.of(), List.of());
    first.forEach(row -> script.load(Table.CATEGORIES, row));
    script.snapshot(
        4, Table.CATEGORIES, snapshot(at(8, 6, 0), Map.of("7", "Sound"), List.of("12")));
    script.snapshot(
        6,
        Table.CATEGORIES,
        snapshot(at(12, 6, 0), Map.of("7", "Sound", "3", "Living"), List.of()));
    script.snapshot(
        7,
        Table.CATEGORIES,
        snapshot(at(15, 6, 0), Map.of("7", "Sound", "3", "Living"), List.of("4")));
  }

  private static List<Change> snapshot(
      long time, Map<String, String> renamed, List<String> absent) {
    var rows = new ArrayList<Change>();
    for (var category : Words.CATEGORIES) {
      if (!absent.contains(category[0])) {
        var name = renamed.getOrDefault(category[0], category[1]);
        Object[] row = {Long.parseLong(category[0]), name, category[2]};
        rows.add(Change.of(Op.I, time, "", null, row));
      }
    }
    return rows;
  }

  private static Change loaded(Object... country) {
    return Change.of(Op.I, Calendar.loadStart(), "", null, country);
  }

  private static Change change(Op op, long commit, Object... country) {
    return Change.of(op, commit, "", null, country);
  }
}
