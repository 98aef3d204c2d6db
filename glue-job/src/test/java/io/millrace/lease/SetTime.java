package io.millrace.lease;

import java.time.Duration;
import java.time.Instant;

/** Two clocks that stand still until they are set. */
final class SetTime implements Time {

  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private long nanos;
  private Runnable whilePausing = () -> {};

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    pass(duration);
    whilePausing.run();
  }

  /** What others do while somebody waits. */
  void whilePausing(Runnable done) {
    whilePausing = done;
  }

  void pass(Duration duration) {
    now = now.plus(duration);
    nanos += duration.toNanos();
  }

  /** Somebody sets the clock on the wall. */
  void jump(Duration by) {
    now = now.plus(by);
  }
}
