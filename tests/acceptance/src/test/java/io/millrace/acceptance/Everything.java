package io.millrace.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Every byte of every file of a folder; of a Parquet file also every value and every statistic. */
final class Everything {

  private Everything() {}

  /** What a search finds, by file; files in which it finds nothing are not there. */
  static Map<Path, Collection<String>> below(
      Path folder, Function<String, ? extends Collection<String>> search) throws IOException {
    var found = new TreeMap<Path, Collection<String>>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var here = search.apply(text(file));
        if (!here.isEmpty()) {
          found.put(file, here);
        }
      }
    }
    return found;
  }

  private static String text(Path file) throws IOException {
    var text = new StringBuilder(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (file.toString().endsWith(".parquet")) {
      var path = new org.apache.hadoop.fs.Path(file.toUri());
      try (var rows = ParquetReader.builder(new GroupReadSupport(), path).build();
          var footer =
              ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
        for (var row = rows.read(); row != null; row = rows.read()) {
          text.append(row);
        }
        text.append(ParquetMetadata.toJSON(footer.getFooter()));
      }
    }
    return text.toString();
  }
}
