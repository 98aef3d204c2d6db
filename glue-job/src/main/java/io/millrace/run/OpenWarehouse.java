package io.millrace.run;

import io.millrace.aws.Secret;
import io.millrace.aws.Secrets;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Warehouse;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.SignIn;
import io.millrace.warehouse.StandIn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The warehouse of an environment, signed in to as its configuration says; a local one is started
 * before and stopped after.
 */
public final class OpenWarehouse implements AutoCloseable {

  static final String USER = "MILLRACE_REDSHIFT_USER";
  static final String PASSWORD = "MILLRACE_REDSHIFT_PASSWORD";

  private final Optional<StandIn.Running> standIn;
  private final Redshift redshift;

  private OpenWarehouse(Optional<StandIn.Running> standIn, Redshift redshift) {
    this.standIn = standIn;
    this.redshift = redshift;
  }

  static OpenWarehouse of(Environment environment, Fence fence) {
    var warehouse = environment.warehouse().orElseThrow(() -> none(environment));
    var tempdir = warehouse.tempdir().orElse(environment.lake().child("_millrace/temp"));
    if (warehouse.kind() == Warehouse.Kind.REDSHIFT) {
      return new OpenWarehouse(
          Optional.empty(), Redshift.of(signIn(warehouse), warehouse, tempdir, fence));
    }
    var running = standIn(environment);
    var redshift = Redshift.of(SignIn.by(running.url()), warehouse, tempdir, fence);
    return new OpenWarehouse(Optional.of(running), redshift);
  }

  public static Failure none(Environment environment) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        environment.place()
            + ": this environment has no warehouse\n"
            + "    add `warehouse:` to it, or name one that has: --env NAME");
  }

  Redshift redshift() {
    return redshift;
  }

  /** What a query answers: the names of the columns, then the rows. */
  public static List<List<String>> query(Environment environment, String sql) {
    try (var warehouse = of(environment, Fence.READING)) {
      return warehouse.redshift().query(sql);
    }
  }

  private static SignIn signIn(Warehouse warehouse) {
    var url = warehouse.url().orElseThrow();
    if (warehouse.secret().isEmpty()) {
      return SignIn.by(url);
    }
    var name = warehouse.secret().get();
    if (name.equals(Warehouse.ENVIRONMENT)) {
      return SignIn.as(variable(warehouse, USER), variable(warehouse, PASSWORD), url);
    }
    var secret = secret(warehouse, name);
    return SignIn.as(secret.field("username"), secret.field("password"), url);
  }

  private static Secret secret(Warehouse warehouse, String name) {
    try {
      return Secrets.read(name);
    } catch (Failure e) {
      throw new Failure(e.kind(), warehouse.place() + ": " + e.getMessage(), e);
    }
  }

  private static String variable(Warehouse warehouse, String name) {
    var value = System.getenv(name);
    if (value == null || value.isEmpty()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "%s: `secret: environment` needs the environment variables %s and %s, and %s is not set%n    export both, or name a secret in AWS Secrets Manager"
              .formatted(warehouse.place(), USER, PASSWORD, name));
    }
    return value;
  }

  private static StandIn.Running standIn(Environment environment) {
    return ServiceLoader.load(StandIn.class)
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFIGURATION,
                    "`warehouse: {kind: local}` needs the stand-in on the class path:"
                        + " run with scripts/millrace"))
        .start(Path.of(StandIn.data(environment).text()).toAbsolutePath());
  }

  @Override
  public void close() {
    redshift.close();
    standIn.ifPresent(StandIn.Running::close);
  }
}
