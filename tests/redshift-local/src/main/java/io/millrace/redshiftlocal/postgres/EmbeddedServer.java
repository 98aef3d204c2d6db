package io.millrace.redshiftlocal.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL from binaries on the class path, as a process of this machine. */
final class EmbeddedServer implements Postgres {

  static final String KIND = "embedded";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EmbeddedPostgres server;

  private EmbeddedServer(EmbeddedPostgres server) {
    this.server = server;
  }

  static EmbeddedServer start(Path data) throws IOException {
    return new EmbeddedServer(
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(PATIENCE)
            .setLocaleConfig("locale", "C") // Redshift compares and sorts by bytes
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("synchronous_commit", "on") // a commit outlives the process
            .start());
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
