package io.millrace.warehouse;

import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Location;
import java.nio.file.Path;

/**
 * What {@code warehouse: {kind: local}} starts in Redshift's place; found by {@link
 * java.util.ServiceLoader}, because it is no part of the job's jar.
 */
public interface StandIn {

  /** Where an environment's stand-in keeps its data. */
  static Location data(Environment environment) {
    return environment.lake().child("_millrace/redshift-local");
  }

  /** Starts over the data kept in this folder, which is created when it is not there. */
  Running start(Path data);

  /** A stand-in that answers until it is closed. */
  interface Running extends AutoCloseable {

    /** The URL for the Redshift JDBC driver, e.g. {@code jdbc:redshift://localhost:40123/dev?…}. */
    String url();

    /** A {@code psql} command line that reaches the same data. */
    String psql();

    @Override
    void close();
  }
}
