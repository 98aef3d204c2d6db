package io.millrace.sampledata;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hand-written part of the data: what each batch holds besides the random stream. */
final class Script {
  private final Map<Table, List<Change>> loads = new EnumMap<>(Table.class);
  private final Map<Integer, Map<Table, List<Change>>> running = new TreeMap<>();
  private final Map<Integer, List<File>> files = new TreeMap<>();
  private long changes;

  private record File(Table table, boolean load, long written, List<Change> changes) {}

  /** A row of the first full load. */
  void load(Table table, Change change) {
    loads.computeIfAbsent(table, t -> new ArrayList<>()).add(change);
  }

  /** A change in the table's running file of that batch. */
  void change(int batch, Table table, Change change) {
    running
        .computeIfAbsent(batch, b -> new EnumMap<>(Table.class))
        .computeIfAbsent(table, t -> new ArrayList<>())
        .add(change);
  }

  /** A CDC file of its own, of which one may be delivered again, or late. */
  void file(int batch, Table table, long written, List<Change> changes) {
    files
        .computeIfAbsent(batch, b -> new ArrayList<>())
        .add(new File(table, false, written, changes));
  }

  /** A complete load of its own. */
  void snapshot(int batch, Table table, List<Change> rows) {
    files.computeIfAbsent(batch, b -> new ArrayList<>()).add(new File(table, true, 0, rows));
  }

  String sequence(long time) {
    return Calendar.sequence(time, ++changes);
  }

  void deliverLoad(Delivery delivery) throws IOException {
    for (var load : loads.entrySet()) {
      for (var row : load.getValue()) {
        delivery.load(load.getKey(), row);
      }
    }
  }

  /** In order of commit, as DMS writes what it has read from the source's log. */
  void deliver(int batch, Delivery delivery) throws IOException {
    for (var table : running.getOrDefault(batch, Map.of()).entrySet()) {
      var inOrder = new ArrayList<>(table.getValue());
      inOrder.sort(comparingLong(Change::commit));
      for (var change : inOrder) {
        delivery.change(table.getKey(), change);
      }
    }
    for (var file : files.getOrDefault(batch, List.of())) {
      if (file.load()) {
        delivery.load(file.table(), file.changes());
      } else {
        delivery.file(file.table(), file.written(), file.changes());
      }
    }
  }
}
