package io.millrace.run;

import io.millrace.journal.Entry;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hears of a run while it goes on: what is shown, written down and counted of it is told here.
 * Tables are worked on side by side, but one thing is told after the other.
 */
public interface Observer {

  /** A run that begins; what it goes on to do is among these stages. */
  record RunBegan(String runId, Identifier pipeline, Set<Stage> stages, Instant at) {}

  /** A table that a stage begins to work on. */
  record StepBegan(Stage stage, String table) {}

  /**
   * A try that failed for a transient cause and is made again after a while.
   *
   * @param number the try's number, from 1
   */
  record TryFailed(Stage stage, String table, int number, Failure why, Duration pause) {}

  default void runBegan(RunBegan run) {}

  default void stepBegan(StepBegan step) {}

  default void tryFailed(TryFailed failed) {}

  default void stepEnded(StepResult step) {}

  /** Told of every run that began, however it ended; only a killed one ends unheard. */
  default void runEnded(RunResult result) {}

  /** Told last, of what was written down of a run, and where its report is, if it has one. */
  default void journaled(Entry entry, Optional<Location> report) {}

  /** What somebody should know of that is about no table. */
  default void warned(String what) {}

  /** Hears of steps alone, as they end. */
  static Observer ofSteps(Consumer<StepResult> steps) {
    return new Observer() {
      @Override
      public void stepEnded(StepResult step) {
        steps.accept(step);
      }
    };
  }

  /** Tells everything to each of these, in their order. */
  static Observer all(List<Observer> observers) {
    return new Everyone(List.copyOf(observers));
  }
}
