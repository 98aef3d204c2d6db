package io.millrace.config;

import java.util.regex.Pattern;

/** What must not stand in YAML, and where it belongs. */
final class Secrets {

  static final String REMEDY =
      "put it into AWS Secrets Manager and name it here: secret: ${var:redshift_secret}";

  private static final Pattern NAME =
      Pattern.compile("(?i).*(password|passwd|pwd|secret_access_key|access_key|api_key|token).*");
  private static final Pattern VALUE =
      Pattern.compile(
          "(?i)[?;&](password|pwd)=[^$]|://[^/@:\\s]+:[^/@$\\s]+@|\\bAKIA[0-9A-Z]{16}\\b");

  private Secrets() {}

  /** Whether a key of this name would hold a secret. */
  static boolean isNamedBy(String key) {
    return NAME.matcher(key).matches();
  }

  /** Whether the text holds one: a URL with a password, an access key. */
  static boolean standIn(String text) {
    boolean mayBe = text.contains("://") || text.contains("AKIA");
    return mayBe && VALUE.matcher(text).find();
  }
}
