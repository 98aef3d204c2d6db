package io.millrace.run;

import io.millrace.pipeline.Staging;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whether a source's newest change is as new as it should be. */
record Freshness(Workplace workplace, Staging staging) {

  /** Writes down how new it is, and warns where that is not new enough. */
  void check(Instant now) {
    var newest =
        workplace.arrivals().of(staging).stream()
            .flatMap(file -> file.arrival().latest().stream())
            .max(Instant::compareTo);
    workplace.account().source(staging, newest);
    if (staging.freshWithin().isEmpty()) {
      return;
    }
    var within = staging.freshWithin().get();
    boolean isFresh = newest.filter(at -> !at.plus(within).isBefore(now)).isPresent();
    if (!isFresh) {
      workplace.warn(
          "%s: %s has not changed within %s, as `fresh_within` asks: %s"
              .formatted(
                  staging.place(),
                  staging.staging(),
                  told(within),
                  newest
                      .map(
                          at ->
                              "its newest change is of %s, %s ago"
                                  .formatted(
                                      at.truncatedTo(ChronoUnit.SECONDS),
                                      told(Duration.between(at, now))))
                      .orElse("nothing has ever come")));
    }
  }

  private static String told(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    return time.toHours() > 1 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }
}
