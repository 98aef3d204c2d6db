package io.millrace.soak;

import io.millrace.run.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds the place of runs that were killed against that of runs that were not. */
public final class SameEnd {

  private SameEnd() {}

  /** Takes both places, the undisturbed one first; says what differs, and exits 1 if anything. */
  public static void main(String... arguments) throws IOException {
    var undisturbed = Path.of(arguments[0]).toAbsolutePath();
    var struck = Path.of(arguments[1]).toAbsolutePath();
    var spark = SparkSessions.open("soak");
    var findings = new ArrayList<String>();
    long rows = 0;
    for (var lake : List.of(LakeTables.ofRows(spark), LakeTables.ofBooks(spark))) {
      var wanted = lake.read(undisturbed.resolve("lake"));
      rows += wanted.rows();
      findings.addAll(wanted.differencesOf(lake.read(struck.resolve("lake"))));
    }
    var served = WarehouseTables.read(undisturbed.resolve("lake"));
    findings.addAll(served.differencesOf(WarehouseTables.read(struck.resolve("lake"))));
    findings.addAll(new LeftFiles(spark, undisturbed, struck).findings());
    spark.stop();
    findings.forEach(System.out::println);
    System.out.printf(
        "compared: %d rows of the lake, %d of the warehouse; %d differences%n",
        rows, served.rows(), findings.size());
    System.exit(findings.isEmpty() ? 0 : 1);
  }
}
