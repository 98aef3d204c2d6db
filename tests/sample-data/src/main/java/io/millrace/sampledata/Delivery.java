package io.millrace.sampledata;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Puts changes into files, names the files as DMS does, and writes down which of them belong to
 * which batch.
 */
final class Delivery implements Closeable {
  private static final int ROWS_PER_FILE = 1_000_000;
  private static final int ROWS_PER_TINY_FILE = 3;

  private final Path out;
  private final Map<Table, Open> open = new EnumMap<>(Table.class);
  private final Map<Table, Integer> loadFiles = new EnumMap<>(Table.class);
  private final List<String> delivered = new ArrayList<>();
  private int batch = Calendar.LOAD;
  private int begun;

  Delivery(Path out) {
    this.out = out;
  }

  /** What comes from now on belongs to this batch. */
  void start(int next) throws IOException {
    finishFiles();
    batch = next;
  }

  /** A row of a full load. */
  void load(Table table, Change change) throws IOException {
    var limit = table.has(Table.Trait.TINY_LOAD_FILES) ? ROWS_PER_TINY_FILE : ROWS_PER_FILE;
    append(table, true, change, limit);
  }

  /** A row of the table's running CDC file. */
  void change(Table table, Change change) throws IOException {
    append(table, false, change, ROWS_PER_FILE);
  }

  /** A whole CDC file of its own, named for and shaped as of when it was written. */
  void file(Table table, long written, List<Change> changes) throws IOException {
    var file = new Open(table, false, Calendar.batchAt(written), changes.get(0).commit());
    for (var change : changes) {
      file.write(change);
    }
    file.finish(written);
  }

  /** A complete load of its own, such as a snapshot. */
  void load(Table table, List<Change> rows) throws IOException {
    for (var row : rows) {
      load(table, row);
    }
    finish(table);
  }

  @Override
  public void close() throws IOException {
    finishFiles();
    var text = new StringBuilder("# batch, file below raw/: what arrives when\n");
    delivered.forEach(line -> text.append(line).append('\n'));
    Files.writeString(out.resolve("batches.txt"), text);
  }

  private void append(Table table, boolean load, Change change, int limit) throws IOException {
    var file = open.get(table);
    if (file != null && !file.takes(load, change, limit)) {
      finish(table);
      file = null;
    }
    if (file == null) {
      file = new Open(table, load, batch, change.commit());
      open.put(table, file);
    }
    file.write(change);
  }

  private void finishFiles() throws IOException {
    for (var table : List.copyOf(open.keySet())) {
      finish(table);
    }
  }

  private void finish(Table table) throws IOException {
    var file = open.remove(table);
    if (file != null) {
      // DMS names a file for the moment it writes it out, shortly after its last change.
      file.finish(file.latest + 40 * Calendar.SECOND + 137_000);
    }
  }

  /** A file that is being written; it gets its name when it is done. */
  private final class Open {
    private final Layout layout;
    private final String folder;
    private final Path unnamed;
    private final DmsFile file;
    private int rows;
    private long latest = Long.MIN_VALUE;

    Open(Table table, boolean load, int shape, long firstCommit) throws IOException {
      this.layout = Layout.of(table, load, shape);
      this.folder =
          load || !table.has(Table.Trait.DATE_PARTITIONED)
              ? table.folder()
              : table.folder() + "/" + Calendar.folder(firstCommit);
      this.unnamed = out.resolve("raw").resolve(folder).resolve("unfinished-" + begun++);
      this.file = new DmsFile(unnamed, layout.all(), table.codec());
    }

    boolean takes(boolean wantsLoad, Change change, int limit) {
      return layout.load() == wantsLoad
          && rows < limit
          && (layout.load()
              || !layout.table().has(Table.Trait.DATE_PARTITIONED)
              || folder.endsWith(Calendar.folder(change.commit())));
    }

    void write(Change change) throws IOException {
      file.write(layout.row(change));
      rows++;
      latest = Math.max(latest, change.commit());
    }

    void finish(long written) throws IOException {
      file.close();
      var path = folder + "/" + name(written);
      Files.move(unnamed, out.resolve("raw").resolve(path));
      delivered.add(batch + " " + path);
    }

    private String name(long written) {
      return layout.load()
          ? "LOAD%08X.parquet".formatted(loadFiles.merge(layout.table(), 1, Integer::sum))
          : Calendar.fileName(written);
    }
  }
}
