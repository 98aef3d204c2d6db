package io.millrace.config;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a pipeline of a hundred tables; {@code main DIR} reads it in a JVM of its own and prints
 * the milliseconds, so that what is measured has not been warmed up.
 */
final class HundredTables {

  private static final List<String> KINDS = List.of("staging", "dimensions", "facts");

  private HundredTables() {}

  public static void main(String[] args) {
    long begin = worked();
    var read = Configuration.read(Path.of(args[0]), "local", Map.of(), name -> null);
    long milliseconds = (worked() - begin) / 1_000_000;
    if (!read.problems().isEmpty()) {
      throw new AssertionError(read.problems());
    }
    var pipeline = read.pipeline().orElseThrow();
    int tables =
        pipeline.stagings().size() + pipeline.dimensions().size() + pipeline.facts().size();
    System.out.println(tables + " tables in " + milliseconds + " ms");
  }

  /** Time that this thread has worked, whatever else the machine does. */
  private static long worked() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Sixty staging tables with rules of their own, thirty dimensions, ten facts. */
  static void write(Path directory) throws IOException {
    Path complete = CompleteConfigurationTest.DIRECTORY;
    for (String kind : KINDS) {
      Files.createDirectories(directory.resolve("table-configs").resolve(kind));
    }
    Files.createDirectories(directory.resolve("rules"));
    Files.copy(
        complete.resolve("table-configs/pipeline.yml"),
        directory.resolve("table-configs/pipeline.yml"));
    many(60, "staging/customers", "staging: customers", directory);
    many(30, "dimensions/customer", "dimension: dim_customer", directory);
    many(10, "facts/order", "fact: fact_order", directory);
    String rules = Files.readString(complete.resolve("rules/customers.yml"));
    for (int i = 0; i < 60; i++) {
      Files.writeString(directory.resolve("rules/customers_" + i + ".yml"), rules);
    }
  }

  private static void many(int count, String file, String name, Path directory) throws IOException {
    Path tables = directory.resolve("table-configs");
    String text =
        Files.readString(
            CompleteConfigurationTest.DIRECTORY.resolve("table-configs/" + file + ".yml"));
    for (int i = 0; i < count; i++) {
      Files.writeString(
          tables.resolve(file + "_" + i + ".yml"), text.replace(name, name + "_" + i));
    }
  }
}
