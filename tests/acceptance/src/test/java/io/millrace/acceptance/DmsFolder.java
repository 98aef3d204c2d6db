package io.millrace.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A folder that files are delivered to as DMS does. */
record DmsFolder(SparkSession spark, Path folder) {

  /** Writes one Parquet file of that name. */
  void deliver(String name, String columns, Object[]... rows) {
    try {
      var written = Files.createTempDirectory("delivery");
      List<Row> all = Arrays.stream(rows).map(RowFactory::create).toList();
      spark
          .createDataFrame(all, StructType.fromDDL(columns))
          .coalesce(1)
          .write()
          .mode("overwrite")
          .parquet(written.toString());
      var file = folder.resolve(name + ".parquet");
      Files.createDirectories(file.getParent());
      try (var parts = Files.list(written)) {
        var part = parts.filter(path -> path.toString().endsWith(".parquet")).findFirst();
        Files.move(part.orElseThrow(), file);
      }
      FileUtils.deleteDirectory(written.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Object[] row(Object... values) {
    return values;
  }
}
