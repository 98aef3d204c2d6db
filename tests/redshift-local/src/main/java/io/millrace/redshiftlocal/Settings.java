package io.millrace.redshiftlocal;

import io.millrace.redshiftlocal.postgres.Mode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a stand-in is started: which PostgreSQL, which port (0: any), which folders for buckets. */
public record Settings(Mode mode, int port, Map<String, Path> buckets) {

  /**
   * Reads {@code redshift.local} (embedded, testcontainers, auto), {@code redshift.local.port} and
   * {@code redshift.local.buckets} ({@code bucket=folder,bucket=folder}).
   */
  public static Settings fromSystemProperties() {
    return new Settings(
        Mode.parse(System.getProperty("redshift.local", "embedded")),
        Integer.getInteger("redshift.local.port", 0),
        buckets(System.getProperty("redshift.local.buckets", "")));
  }

  private static Map<String, Path> buckets(String text) {
    var buckets = new LinkedHashMap<String, Path>();
    for (var pair : text.split(",", -1)) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        buckets.put(pair.substring(0, equals).strip(), Path.of(pair.substring(equals + 1).strip()));
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException(
            "redshift.local.buckets must read bucket=folder,bucket=folder; found: " + pair);
      }
    }
    return buckets;
  }
}
