package io.millrace.benchmarks;

import io.millrace.run.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes customers as DMS loads them: eight files, of every fiftieth row one value wrong. */
public final class CustomerFiles {

  private static final int FILES = 8;

  private CustomerFiles() {}

  /** Takes the number of rows and the folder for the files. */
  public static void main(String... arguments) throws IOException {
    long rows = Long.parseLong(arguments[0]);
    var folder = Files.createDirectories(Path.of(arguments[1]));
    var spark = SparkSessions.open("customer files");
    var written = folder.resolveSibling("written");
    spark
        .range(0, rows, 1, FILES)
        .selectExpr(
            "'2026-01-05 10:00:00.000000' AS dms_ts",
            "id AS customer_id",
            "if(id % 500 = 1, null, if(id % 500 = 2, 'nobody', concat('user', id, '@example.org')))"
                + " AS email",
            "if(id % 500 = 3, null, if(id % 500 = 4, repeat('long ', 10), concat('Name ', id)))"
                + " AS full_name",
            "if(id % 500 = 5, '1990-02-30', cast(date_add(date'1950-01-01', cast(id % 20000 AS int))"
                + " AS string)) AS birth_date",
            "cast(if(id % 500 = 6, 9, 1 + id % 3) AS int) AS tier",
            "if(id % 500 = 7, 'lost', if(id % 4 = 0, 'closed', 'active')) AS status",
            "if(id % 500 = 8, 'ch', element_at(array('CH', 'DE', 'AT'), cast(1 + id % 3 AS int)))"
                + " AS country_code",
            "cast(if(id % 500 = 9, -1, (id * 7919) % 1000000 / 100) AS decimal(12,2))"
                + " AS credit_limit",
            "timestamp_seconds(1600000000 + id) AS created_at",
            "timestamp_seconds(if(id % 500 = 10, 1500000000, 1700000000) + id) AS updated_at")
        .write()
        .parquet(written.toString());
    try (var parts = Files.list(written)) {
      int number = 0;
      for (var part :
          parts.filter(path -> path.toString().endsWith(".parquet")).sorted().toList()) {
        Files.move(part, folder.resolve("LOAD%08X.parquet".formatted(++number)));
      }
    }
    spark.stop();
  }
}
