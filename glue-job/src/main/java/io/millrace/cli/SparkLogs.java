package io.millrace.cli;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** What Spark and the libraries around it log: only what went wrong, unless all is asked for. */
final class SparkLogs {

  /** Stands in each log line where the launcher's own log4j2.properties is used. */
  private static final String RUN = "millrace.run";

  private SparkLogs() {}

  static void show(boolean all) {
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, all ? Level.INFO : Level.ERROR);
  }

  static void name(String run) {
    System.setProperty(RUN, run);
  }
}
