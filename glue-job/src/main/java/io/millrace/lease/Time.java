package io.millrace.lease;

import java.time.Duration;
import java.time.Instant;

/** Both clocks of a machine: the one that says what time it is, and the one that only goes on. */
interface Time {

  Instant now();

  long nanos();

  /** Lets so much time pass. */
  void pause(Duration duration);

  /** This machine's. */
  Time MACHINE =
      new Time() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) {
          try {
            Thread.sleep(duration.toMillis());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lease", e);
          }
        }
      };
}
