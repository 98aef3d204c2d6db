package io.millrace.run;

import io.millrace.cdc.Load;
import io.millrace.cdc.Loads;
import io.millrace.pipeline.Staging;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Loads of which no key can be taken for deleted, because part of them cannot be read. */
final class FlawedLoads {

  private final Workplace workplace;
  private final Staging staging;
  private final Map<Instant, Load.Flaw> before;

  private FlawedLoads(Workplace workplace, Staging staging) {
    this.workplace = workplace;
    this.staging = staging;
    this.before = now();
  }

  /** Those that are flawed already, and were told of when they became so. */
  static FlawedLoads soFar(Workplace workplace, Staging staging) {
    return new FlawedLoads(workplace, staging);
  }

  /** Says of each load that has become flawed since why, and what would mend it. */
  void tellNew() {
    now()
        .forEach(
            (at, flaw) -> {
              if (!flaw.equals(before.get(at))) {
                workplace.warn(
                    "%s: the load of %s of %s deletes nothing: %s. %s"
                        .formatted(
                            staging.place(), staging.staging(), at, flaw.what(), flaw.remedy()));
              }
            });
  }

  private Map<Instant, Load.Flaw> now() {
    var flaws = new HashMap<Instant, Load.Flaw>();
    if (staging.replaces()) {
      for (var load : Loads.of(staging, workplace.arrivals().of(staging))) {
        load.flaw().ifPresent(flaw -> flaws.put(load.at(), flaw));
      }
    }
    return flaws;
  }
}
