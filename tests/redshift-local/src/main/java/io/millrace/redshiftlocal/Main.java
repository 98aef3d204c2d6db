package io.millrace.redshiftlocal;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts the stand-in over a folder of data, and keeps it up until it is interrupted. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 1) {
      System.err.println("Usage: redshift-local DATA_DIR");
      System.exit(2);
    }
    var data = Path.of(arguments[0]).toAbsolutePath().normalize();
    var running = new RedshiftLocal().start(data);
    System.out.println("The Redshift stand-in is open on " + data + "; Ctrl-C ends it.");
    System.out.println("  " + running.url());
    System.out.println("  " + running.psql());
    new CountDownLatch(1).await(); // PostgreSQL is stopped by its own shutdown hook
  }
}
