package io.millrace.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/** Files that a killed run left and nothing has removed. */
record LeftFiles(SparkSession spark, Path undisturbed, Path struck) {

  private static final String LOG = "_delta_log";
  private static final String LOG_FILE =
      "\\d{20}\\.(json|crc|checkpoint\\..*parquet)|_last_checkpoint|_last_vacuum_info";
  private static final String RUN = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

  List<String> findings() throws IOException {
    var findings = new ArrayList<String>();
    var lake = struck.resolve("lake");
    var tables = LakeTables.tables(lake);
    for (var table : tables) {
      findings.addAll(strays(lake, table));
    }
    // What lies beside the tables goes by the name of its run, where a run has a file of its own.
    var wanted = beside(undisturbed);
    for (var file : beside(struck)) {
      if (!wanted.contains(file)) {
        findings.add("left: " + file);
      }
    }
    for (var file : wanted) {
      if (!beside(struck).contains(file)) {
        findings.add("missing: " + file);
      }
    }
    return findings;
  }

  /** Files of a table that its present state does not name. */
  private List<String> strays(Path lake, Path table) throws IOException {
    var named = new HashSet<Path>();
    DeltaLog.forTable(spark, table.toString())
        .update(false, Option.empty(), Option.empty())
        .allFiles()
        .collectAsList()
        .forEach(file -> named.add(table.resolve(file.path())));
    var strays = new ArrayList<String>();
    for (var file : files(table)) {
      boolean isLog = file.getParent().endsWith(LOG);
      boolean belongs =
          isLog ? file.getFileName().toString().matches(LOG_FILE) : named.contains(file);
      if (!belongs) {
        strays.add("left: " + lake.relativize(file));
      }
    }
    return strays;
  }

  private static Set<String> beside(Path place) throws IOException {
    var tables = LakeTables.tables(place.resolve("lake"));
    var standIn = place.resolve("lake/_millrace/redshift-local");
    var names = new TreeSet<String>();
    for (var file : files(place)) {
      if (!file.startsWith(standIn) && tables.stream().noneMatch(file::startsWith)) {
        names.add(place.relativize(file).toString().replaceAll(RUN, "<run>"));
      }
    }
    return names;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
