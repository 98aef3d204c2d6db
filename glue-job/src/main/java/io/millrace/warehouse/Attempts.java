package io.millrace.warehouse;

import io.millrace.pipeline.Failure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tries again what failed for a transient cause, each time after a longer wait. */
record Attempts(int most, Duration pause, Consumer<String> log) {

  private static final String MOST = "millrace.redshift.attempts";
  private static final String PAUSE = "millrace.redshift.pause_ms";

  /** Five attempts over half a minute, unless system properties say otherwise. */
  static Attempts configured(Consumer<String> log) {
    return new Attempts(
        Integer.getInteger(MOST, 5), Duration.ofMillis(Long.getLong(PAUSE, 1_000)), log);
  }

  <T> T of(String what, Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (Failure e) {
        if (e.kind() != Failure.Kind.TRANSIENT || attempt == most) {
          throw e;
        }
        log.accept(
            "%s failed and is tried again (%d of %d): %s"
                .formatted(what, attempt, most - 1, e.getMessage()));
        pause(attempt);
      }
    }
  }

  /** Up to twice as long as before: who collided once shall not collide again. */
  private void pause(int attempt) {
    long longest = pause.toNanos() << (attempt - 1);
    if (longest > 0) {
      LockSupport.parkNanos(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
  }
}
