package io.millrace.acceptance;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Warehouse;
import io.millrace.redshiftlocal.RedshiftServer;
import io.millrace.redshiftlocal.Settings;
import io.millrace.redshiftlocal.postgres.Mode;
import io.millrace.warehouse.SignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Redshift that tests publish to: one stand-in for all of them, or a real one, which {@code
 * -Dredshift.url=jdbc:redshift://…} names, with {@code -Dredshift.iam_role} and {@code
 * -Dredshift.tempdir=s3a://…}, user and password in MILLRACE_REDSHIFT_USER and
 * MILLRACE_REDSHIFT_PASSWORD. It wants a database of its own: schemas named like those of the tests
 * are dropped.
 */
record Server(String url, boolean isReal) {

  private static final String SPARE_ME = "SET redshift_local.fault TO 'spare me'";

  private static RedshiftServer running;

  /** The real one where one is named, else the stand-in. */
  static Server named() {
    var real = System.getProperty("redshift.url");
    return real == null ? standIn() : new Server(real, true);
  }

  /** For tests that let it fail. */
  static Server standIn() {
    return new Server(running().url(), false);
  }

  static synchronized RedshiftServer running() {
    if (running == null) {
      try {
        var mode = Mode.parse(System.getProperty("redshift.local", "embedded"));
        var data = Files.createTempDirectory("redshift");
        running = RedshiftServer.start(data, new Settings(mode, 0, Map.of()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return running;
  }

  /** The warehouse of an environment that publishes to schemas of its own, which are empty. */
  Warehouse warehouse(String schema, Warehouse.Loader loader) {
    for (var name : List.of(schema, schema + "_staging")) {
      sql("DROP SCHEMA IF EXISTS " + name + " CASCADE");
    }
    var names = new Warehouse.Schemas(Identifier.of(schema + "_staging"), Identifier.of(schema));
    return new Warehouse(
        Warehouse.Kind.REDSHIFT,
        Optional.of(url),
        isReal ? Optional.of(Warehouse.ENVIRONMENT) : Optional.empty(),
        Optional.of(System.getProperty("redshift.iam_role", "arn:aws:iam::123456789012:role/copy")),
        Optional.ofNullable(System.getProperty("redshift.tempdir")).map(Location::new),
        names,
        loader,
        new Warehouse.Grants(isReal ? List.of() : List.of(Identifier.of("analysts"))),
        new Place("pipeline.yml", 1, 1));
  }

  SignIn signIn() {
    return isReal
        ? SignIn.as(
            System.getenv("MILLRACE_REDSHIFT_USER"),
            System.getenv("MILLRACE_REDSHIFT_PASSWORD"),
            url)
        : SignIn.by(url);
  }

  /** Does something to the warehouse behind the job's back. */
  void sql(String statement) {
    try (var connection =
            DriverManager.getConnection(
                url,
                System.getenv("MILLRACE_REDSHIFT_USER"),
                System.getenv("MILLRACE_REDSHIFT_PASSWORD"));
        var work = connection.createStatement()) {
      if (!isReal) {
        work.execute(SPARE_ME);
      }
      work.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
