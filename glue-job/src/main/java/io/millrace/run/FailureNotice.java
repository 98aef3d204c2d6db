package io.millrace.run;

import io.millrace.aws.Topic;
import io.millrace.journal.Entry;
import io.millrace.journal.Outcome;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import io.millrace.report.RunText;
import java.util.ArrayList;
import java.util.Optional;

/** Tells an SNS topic of a run that failed, in the words of the run itself. */
record FailureNotice(String topic, Observer told) implements Observer {

  @Override
  public void journaled(Entry entry, Optional<Location> report) {
    if (entry.outcome().isGood() || entry.outcome() == Outcome.LOCKED) {
      return;
    }
    var lines = new ArrayList<String>();
    entry.failures().forEach(failure -> lines.add(failure.message()));
    lines.addAll(RunText.summary(entry));
    report.ifPresent(file -> lines.add("Report      " + file));
    lines.add("Run         " + entry.run());
    try {
      new Topic(topic)
          .publish(
              "Millrace %s: %s".formatted(entry.pipeline(), entry.outcome().text()),
              String.join("\n", lines));
    } catch (Failure e) {
      told.warned("nobody was told of it: " + e.getMessage());
    }
  }
}
