package io.millrace.redshiftlocal.postgres;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Starts the PostgreSQL that a mode asks for. */
public final class Servers {

  /** Longer than the pull of an image and the start of a container may take together. */
  private static final long PATIENCE_SECONDS = 240;

  private Servers() {}

  /** Prints which PostgreSQL it is, and if it is not the one hoped for, why. */
  public static Postgres start(Mode mode, DataFolder folder, Consumer<String> print)
      throws IOException {
    return switch (mode) {
      case EMBEDDED -> embedded(folder, "as asked", print);
      case TESTCONTAINERS -> container(folder, "as asked", print);
      case AUTO -> auto(folder, print);
    };
  }

  private static Postgres auto(DataFolder folder, Consumer<String> print) throws IOException {
    if (folder.isPrepared(EmbeddedServer.KIND)) {
      return embedded(folder, "which made the data in this folder", print);
    }
    try {
      return container(folder, "since an engine answers", print);
    } catch (IOException unavailable) {
      return embedded(folder, "since there is no container: " + unavailable.getMessage(), print);
    }
  }

  private static Postgres embedded(DataFolder folder, String why, Consumer<String> print)
      throws IOException {
    print.accept("redshift-local: embedded PostgreSQL, " + why);
    return EmbeddedServer.start(folder.postgres(EmbeddedServer.KIND));
  }

  private static Postgres container(DataFolder folder, String why, Consumer<String> print)
      throws IOException {
    var server = within(PATIENCE_SECONDS, () -> ContainerServer.start(folder));
    print.accept("redshift-local: PostgreSQL in a container, " + why);
    return server;
  }

  /** An engine that does not answer, or an image that does not come, must not hold up a run. */
  private static Postgres within(long seconds, Callable<Postgres> start) throws IOException {
    var task = new FutureTask<>(start);
    var thread = new Thread(task, "redshift-local-container");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new IOException(reason(failed.getCause()), failed);
    } catch (TimeoutException late) {
      thread.interrupt();
      throw new IOException("no container within " + seconds + " seconds", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting a container", interrupted);
    }
  }

  private static String reason(Throwable cause) {
    if (cause instanceof LinkageError) {
      return "Testcontainers is not on the class path (" + cause.getMessage() + ")";
    }
    var message = cause.getMessage();
    return message == null ? cause.toString() : message.lines().findFirst().orElse("");
  }
}
