package io.millrace.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does pieces of work at the same time, a few at once: between Spark's jobs a table keeps one core
 * busy with planning, so that several together use the machine.
 */
final class SideBySide {

  private static final int FEWEST = 2;
  private static final int MOST = 4;

  /** What came of each piece, in their order; all have ended before the first failure is thrown. */
  <T, R> List<R> all(List<T> pieces, Function<T, R> work) {
    if (pieces.size() == 1) {
      return List.of(work.apply(pieces.get(0)));
    }
    var threads = Executors.newFixedThreadPool(atOnce());
    try {
      var running = new ArrayList<Future<R>>();
      for (var piece : pieces) {
        running.add(threads.submit(() -> work.apply(piece)));
      }
      return ended(running);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int atOnce() {
    return Math.min(MOST, Math.max(FEWEST, Runtime.getRuntime().availableProcessors()));
  }

  private static <R> List<R> ended(List<Future<R>> running) {
    var results = new ArrayList<R>();
    var failures = new ArrayList<Throwable>();
    for (var next : running) {
      try {
        results.add(next.get());
      } catch (ExecutionException e) {
        failures.add(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while tables were at work", e);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.get(0);
      failures.stream().skip(1).forEach(first::addSuppressed);
      if (first instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (first instanceof Error error) {
        throw error;
      }
      // Scala code throws checked exceptions that nothing declares.
      throw new IllegalStateException(first);
    }
    return results;
  }
}
