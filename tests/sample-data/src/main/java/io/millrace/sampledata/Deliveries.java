package io.millrace.sampledata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample's files by the batch that brings them, as {@code batches.txt} tells it, so that a test
 * can have them arrive one batch after the other.
 *
 * @param batches file below {@code raw/} → batch, in the order of delivery
 */
public record Deliveries(Path raw, Map<String, Integer> batches) {

  /** Reads the folder that holds {@code raw/} and {@code batches.txt}. */
  public static Deliveries of(Path folder) throws IOException {
    var batches = new LinkedHashMap<String, Integer>();
    for (var line : Files.readAllLines(folder.resolve("batches.txt"))) {
      if (!line.startsWith("#")) {
        var space = line.indexOf(' ');
        batches.put(line.substring(space + 1), Integer.valueOf(line.substring(0, space)));
      }
    }
    return new Deliveries(folder.resolve("raw"), batches);
  }

  /** The number of the last batch; the first is 1, the full load. */
  public int last() {
    return batches.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** Files below {@code raw/}. */
  public List<String> files(int batch) {
    return batches.entrySet().stream()
        .filter(file -> file.getValue() == batch)
        .map(Map.Entry::getKey)
        .toList();
  }

  public int batchOf(Path file) {
    return batches.get(raw.relativize(file).toString().replace('\\', '/'));
  }

  /** Copies a batch's files to where a run will look for them. */
  public void deliver(int batch, Path destination) throws IOException {
    for (var file : files(batch)) {
      var to = destination.resolve(file);
      Files.createDirectories(to.getParent());
      Files.copy(raw.resolve(file), to);
    }
  }
}
