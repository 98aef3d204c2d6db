package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Where a Redshift is and who signs in there; shown, it tells neither. */
public final class SignIn {

  private static final String IAM = "jdbc:redshift:iam:";
  private static final Duration CONNECT = Duration.ofSeconds(30);

  /** Longer than any statement may take, so that only a dead connection meets it. */
  private static final Duration SILENCE = Duration.ofMinutes(65);

  private record User(String name, String password) {}

  private final String url;
  private final Optional<User> user;

  private SignIn(String url, Optional<User> user) {
    this.url = url;
    this.user = user;
  }

  public static SignIn as(String user, String password, String url) {
    return new SignIn(url, Optional.of(new User(user, password)));
  }

  /** By what the URL says, or by the job's own role where it begins {@code jdbc:redshift:iam:}. */
  public static SignIn by(String url) {
    return new SignIn(url, Optional.empty());
  }

  String url() {
    return url;
  }

  Optional<String> user() {
    return user.map(User::name);
  }

  Optional<String> password() {
    return user.map(User::password);
  }

  boolean isByRole() {
    return url.toLowerCase(Locale.ROOT).startsWith(IAM);
  }

  /** All that the driver is told beside the URL. */
  Properties properties() {
    var properties = new Properties();
    properties.putAll(settings());
    user.ifPresent(
        known -> {
          properties.setProperty("user", known.name());
          properties.setProperty("password", known.password());
        });
    return properties;
  }

  /** What it is told of the connection; what the URL says goes before. */
  Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    if (!urlNames("ssl")) {
      settings.put("ssl", "true");
      if (!urlNames("sslmode")) {
        // The driver's own default would take any certificate of a known authority.
        settings.put("sslmode", "verify-full");
      }
    }
    settings.put("connecttimeout", seconds(CONNECT));
    settings.put("sockettimeout", seconds(SILENCE));
    settings.put("tcpkeepalive", "true");
    settings.put("applicationname", "millrace");
    return settings;
  }

  /** The same words without the password, should somebody have put it among them. */
  String hushed(String words) {
    return password()
        .filter(password -> !password.isEmpty())
        .map(password -> words.replace(password, "…"))
        .orElse(words);
  }

  /** Host, port and database; what else the URL says may be secret. */
  String where() {
    return url.replaceFirst("^jdbc:redshift:(iam:)?/*", "").replaceFirst("[?;].*$", "");
  }

  /** What is missing when the driver cannot load its classes for IAM. */
  Failure withoutSdk(LinkageError missing) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "signing in to Redshift by IAM needs the AWS SDK for Java 2 on the class path, and "
            + missing.getMessage()
            + " is not there\n    add --packages software.amazon.awssdk:redshift:2.57.8,"
            + "software.amazon.awssdk:redshiftserverless:2.57.8,software.amazon.awssdk:sts:2.57.8"
            + ", or write jdbc:redshift://… with a secret");
  }

  private boolean urlNames(String setting) {
    return url.toLowerCase(Locale.ROOT).matches(".*[?;&]" + setting + "=.*");
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  @Override
  public String toString() {
    return isByRole() ? "Redshift by IAM" : "Redshift";
  }
}
