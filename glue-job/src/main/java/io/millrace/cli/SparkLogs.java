package io.millrace.cli;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What Spark and the libraries around it log: nothing, unless all is asked for. What goes wrong
 * comes back as an exception and is said in our own words; Spark would print its trace for every
 * task, and once more for the job.
 */
final class SparkLogs {

  /** Stands in each log line where the launcher's own log4j2.properties is used. */
  private static final String RUN = "millrace.run";

  /** Those of whom nobody else hears: executors that a cluster has lost, and why. */
  private static final List<String> ALONE =
      List.of(
          "org.apache.spark.scheduler.TaskSchedulerImpl",
          "org.apache.spark.scheduler.cluster",
          "org.apache.spark.util.SparkUncaughtExceptionHandler");

  private SparkLogs() {}

  static void show(boolean all) {
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, all ? Level.INFO : Level.OFF);
    if (!all) {
      ALONE.forEach(name -> Configurator.setLevel(name, Level.ERROR));
    }
  }

  static void name(String run) {
    System.setProperty(RUN, run);
  }
}
