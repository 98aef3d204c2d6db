package io.millrace.sampledata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** The committed sample, read with nothing that knows how it was written. */
final class SampleFiles {
  /** Surefire runs in the module's folder. */
  static final Path FOLDER = Path.of("").toAbsolutePath();

  private SampleFiles() {}

  /** Path below the folder → bytes. */
  static Map<String, byte[]> in(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var walk = Files.walk(folder)) {
      for (var file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** The Parquet files of a table, in the order of their names. */
  static List<Path> of(String table) throws IOException {
    try (var walk = Files.walk(FOLDER.resolve("raw/public").resolve(table))) {
      return walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }

  static boolean isLoad(Path file) {
    return file.getFileName().toString().startsWith("LOAD");
  }

  /** A file's rows: column → value, as Parquet's own example reader prints it. */
  static List<Map<String, String>> rows(Path file) throws IOException {
    var rows = new ArrayList<Map<String, String>>();
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    try (var reader =
        ParquetReader.builder(new GroupReadSupport(), path)
            .withConf(new Configuration(false))
            .build()) {
      for (var group = reader.read(); group != null; group = reader.read()) {
        rows.add(row(group));
      }
    }
    return rows;
  }

  /** All rows of a table's CDC files. */
  static List<Map<String, String>> changes(String table) throws IOException {
    var rows = new ArrayList<Map<String, String>>();
    for (var file : of(table)) {
      if (!isLoad(file)) {
        rows.addAll(rows(file));
      }
    }
    return rows;
  }

  private static Map<String, String> row(Group group) {
    var row = new TreeMap<String, String>();
    for (var field : group.getType().getFields()) {
      if (group.getFieldRepetitionCount(field.getName()) > 0) {
        row.put(
            field.getName(),
            group.getValueToString(group.getType().getFieldIndex(field.getName()), 0));
      }
    }
    return row;
  }
}
