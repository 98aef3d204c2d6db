package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Staging;
import io.millrace.quality.ReferenceChecks;
import java.util.Map;

/** The rows of a source that wait for a row of another table, tried again in every run. */
record Parked(Workplace workplace, Staging staging, ReferenceChecks references) {

  /** Accepts what waits no longer; nothing is written when all of it goes on waiting. */
  Map<String, Long> retry() {
    var log = workplace.lake().changeLog(staging.staging());
    if (!log.hasParked()) {
      return Map.of();
    }
    long before = log.parked().count();
    var resolved = references.resolved(log.parked()).persist();
    try {
      long accepted = resolved.count();
      if (accepted == 0) {
        return Map.of();
      }
      log.accept(resolved);
      balance(before, accepted, log.parked().count());
      return Map.of("no longer parked", accepted);
    } finally {
      resolved.unpersist();
    }
  }

  private void balance(long before, long accepted, long left) {
    if (accepted + left != before) {
      throw new Failure(
          Failure.Kind.DEFECT,
          "parked rows of %s do not balance: of %d, %d were accepted and %d are left"
              .formatted(staging.staging(), before, accepted, left));
    }
  }
}
