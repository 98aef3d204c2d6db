package io.millrace.run;

import io.millrace.aws.Secret;
import io.millrace.aws.Secrets;
import io.millrace.lake.Lake;
import io.millrace.lake.SaltMark;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Warehouse;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What masks and digests are keyed with: the secret that {@code mask_salt} names, in the version
 * that the lake was begun with; else a fixed text, fit for nothing but the local stand-in and for
 * rows without a mask.
 */
public final class Salt {

  /** The text that everybody knows. */
  public static final String FIXED = "millrace-local";

  /** A field of this name, where the secret has fields. */
  private static final String FIELD = "salt";

  private static final int SHORTEST = 16;

  private Salt() {}

  /** The salt of a pipeline on its lake. */
  static String of(Pipeline pipeline, Lake lake) {
    if (isLocal(pipeline)) {
      return FIXED;
    }
    var environment = pipeline.environment();
    if (environment.maskSalt().isPresent()) {
      return secret(pipeline, environment.maskSalt().get(), lake.salt());
    }
    var masked =
        pipeline.stagings().stream().flatMap(Salt::masked).collect(Collectors.joining(", "));
    if (!masked.isEmpty()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          environment.place()
              + ": masks need a salt, and the fixed one of `warehouse: {kind: local}` would protect"
              + " nothing: "
              + masked
              + "\n    add `mask_salt:` and the name of a secret in AWS Secrets Manager");
    }
    return FIXED;
  }

  private static boolean isLocal(Pipeline pipeline) {
    return pipeline
        .environment()
        .warehouse()
        .filter(warehouse -> warehouse.kind() == Warehouse.Kind.LOCAL)
        .isPresent();
  }

  /** Another salt would give every masked value and every digest another text. */
  private static String secret(Pipeline pipeline, String name, SaltMark mark) {
    var place = pipeline.environment().place();
    var used = mark.read();
    if (used.filter(before -> !before.secret().equals(name)).isPresent()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "%s: what is in the lake was masked with the secret %s, and `mask_salt` now names %s: masked values would no longer join%n    name that secret again, or begin a new lake"
              .formatted(place, used.get().secret(), name));
    }
    var secret = read(place, name, used);
    var salt = secret.has(FIELD) ? secret.field(FIELD) : secret.text();
    if (salt.length() < SHORTEST) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "%s: the salt in the secret %s has %d characters, so few that they can be guessed%n    store at least %d random ones: `openssl rand -base64 32`"
              .formatted(place, name, salt.length(), SHORTEST));
    }
    if (used.isEmpty()) {
      mark.write(new SaltMark.Used(name, secret.version()));
    }
    return salt;
  }

  private static Secret read(Place place, String name, Optional<SaltMark.Used> used) {
    try {
      return used.map(before -> Secrets.read(name, before.version()))
          .orElseGet(() -> Secrets.read(name));
    } catch (Failure e) {
      throw new Failure(e.kind(), place + ": `mask_salt`: " + e.getMessage(), e);
    }
  }

  private static Stream<String> masked(Staging staging) {
    return staging.columns().entrySet().stream()
        .filter(column -> column.getValue().mask().isPresent())
        .map(column -> staging.staging() + "." + column.getKey());
  }
}
