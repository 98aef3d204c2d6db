package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Tries again what failed for a transient cause, after pauses that grow and are random in full, so
 * that many who failed together do not come back together.
 *
 * @param most how often something is tried
 * @param first the longest first pause; each next one may be twice as long
 * @param longest the longest pause of all
 * @param within no try begins later than this after the first
 */
record Retries(int most, Duration first, Duration longest, Duration within) {

  /** Together a few minutes: what lasts longer is left to whoever runs the job again. */
  static final Retries USUAL =
      new Retries(5, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(5));

  /** The pause of tests, which need not wait for anybody. */
  private static final String PAUSE = "millrace.retries.pause_ms";

  /** The usual ones, unless a system property shortens the pauses. */
  static Retries configured() {
    var pause = Duration.ofMillis(Long.getLong(PAUSE, USUAL.first.toMillis()));
    return new Retries(USUAL.most, pause, USUAL.longest, USUAL.within);
  }

  /** Hears of a try that is made again. */
  interface Heard {
    void failed(int number, Failure why, Duration pause);
  }

  /** The work's result, of its first try that gives one; throws a failure, whatever went wrong. */
  <T> T of(Supplier<T> work, Fence fence, Heard heard) {
    long began = System.nanoTime();
    for (int number = 1; ; number++) {
      try {
        return work.get();
      } catch (Exception | Error e) {
        var failure = Diagnosis.of(e);
        var pause = pause(number);
        boolean isOver =
            failure.kind() != Failure.Kind.TRANSIENT
                || number == most
                || System.nanoTime() - began + pause.toNanos() > within.toNanos();
        if (isOver) {
          throw failure;
        }
        // Who may not write any more need not try.
        fence.check();
        heard.failed(number, failure, pause);
        sleep(pause, failure);
      }
    }
  }

  private Duration pause(int number) {
    long doubled = first.toMillis() << (number - 1);
    long bound = Math.min(longest.toMillis(), doubled);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
  }

  private static void sleep(Duration pause, Failure failure) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
