package io.millrace.pipeline;

import java.time.Duration;

/** For how long a run that fell silent keeps others out of a lake. */
public record LeaseLength(Duration value) {

  /** It is renewed six times within its length; shorter ones end with a pause of the machine. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  public LeaseLength {
    if (value.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "a lease of %d s is too short: it lasts at least %d s, or any pause of the machine ends the run"
              .formatted(value.toSeconds(), SHORTEST.toSeconds()));
    }
  }
}
