package io.millrace.soak;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Some of a lake's tables.
 *
 * @param folders where they lie, below the lake
 * @param ofTheRun columns that say which run it was and when, so that no two runs agree on them
 */
record LakeTables(SparkSession spark, String what, List<String> folders, Set<String> ofTheRun) {

  /** What people read: change logs, dimensions, facts, mirrors, each with all its keys. */
  static LakeTables ofRows(SparkSession spark) {
    return new LakeTables(
        spark,
        "lake",
        List.of("staging", "dimensions", "facts", "mirrors", "_millrace/quarantine"),
        Set.of("_seq"));
  }

  /** What the job writes down of batches and files. */
  static LakeTables ofBooks(SparkSession spark) {
    return new LakeTables(
        spark,
        "control tables",
        List.of("_millrace/batches", "_millrace/arrivals", "_millrace/gates"),
        Set.of("path", "recorded_at", "decided_at", "restated"));
  }

  Contents read(Path lake) throws IOException {
    var tables = new TreeMap<String, SortedMap<String, Integer>>();
    for (var folder : folders) {
      for (var table : tables(lake.resolve(folder))) {
        tables.put(lake.relativize(table).toString(), rows(table));
      }
    }
    return new Contents(what, tables);
  }

  /** The Delta tables in and below a folder. */
  static List<Path> tables(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.endsWith("_delta_log") && Files.isDirectory(path))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  private SortedMap<String, Integer> rows(Path table) {
    var read = spark.read().format("delta").load(table.toString());
    var columns =
        Arrays.stream(read.columns())
            .filter(column -> !ofTheRun.contains(column))
            .sorted()
            .map(column -> col("`" + column + "`"))
            .toArray(Column[]::new);
    return Contents.counted(
        read.select(to_json(struct(columns))).as(Encoders.STRING()).collectAsList());
  }
}
