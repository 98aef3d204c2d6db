package io.millrace.acceptance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** A clock that somebody sets, again and again, back and forth. */
final class JumpingClock extends Clock {

  private static final List<Duration> JUMPS =
      List.of(
          Duration.ofDays(-800),
          Duration.ofHours(-1),
          Duration.ofMillis(-3),
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ofDays(400));

  private final Random random;

  JumpingClock(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized Instant instant() {
    return Instant.now().plus(JUMPS.get(random.nextInt(JUMPS.size())));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks for another zone");
  }
}
