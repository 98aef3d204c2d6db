package io.millrace.run;

import io.millrace.pipeline.Staging;
import io.millrace.plan.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Staging where no new file is taken, but rows of earlier ones are read again: tables that others
 * refer to come first, and what is parked is tried again.
 */
final class ReplayStage {

  private final Workplace workplace;
  private final Again again;

  ReplayStage(Workplace workplace, Again again) {
    this.workplace = workplace;
    this.again = again;
  }

  List<List<Runner.Step>> waves() {
    BucketOwner.require(workplace.pipeline().environment());
    var salt = Salt.of(workplace.pipeline(), workplace.lake());
    var waves = new ArrayList<List<Runner.Step>>();
    for (var wave : Order.inWaves(workplace.pipeline())) {
      waves.add(
          wave.stream()
              .map(staging -> step(staging, () -> replayed(rules(staging, salt))))
              .toList());
    }
    waves.add(
        Order.referringAhead(workplace.pipeline()).stream()
            .map(staging -> step(staging, () -> retried(rules(staging, salt))))
            .toList());
    return waves;
  }

  private Map<String, Long> replayed(SourceRules rules) {
    var counts = new LinkedHashMap<String, Long>();
    if (again.concerns(rules.staging().staging())) {
      counts.putAll(new Replay(rules, again).take());
    }
    counts.putAll(retried(rules));
    return counts;
  }

  private Map<String, Long> retried(SourceRules rules) {
    return new Parked(workplace, rules.staging(), rules.references()).retry();
  }

  private SourceRules rules(Staging staging, String salt) {
    return new SourceRules(workplace, staging, salt);
  }

  private static Runner.Step step(Staging staging, Supplier<Map<String, Long>> work) {
    return new Runner.Step(staging.staging().text(), work);
  }
}
