package io.millrace.run;

import io.millrace.pipeline.Failure;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.util.SignalUtils;

/**
 * Somebody's wish that a run end: the step at work is finished, no other is begun. What has landed
 * stays, and the next run goes on from there.
 */
public final class Stop {

  private final AtomicBoolean wished = new AtomicBoolean();

  private Stop() {}

  /** Nobody can wish it. */
  public static Stop never() {
    return new Stop();
  }

  /** Wished by SIGTERM or SIGINT; the second of them ends the process as it always does. */
  public static Stop bySignal() {
    var stop = new Stop();
    for (var signal : new String[] {"TERM", "INT"}) {
      SignalUtils.register(signal, () -> !stop.wished.getAndSet(true));
    }
    return stop;
  }

  /** Fails if the run is to end before this step. */
  void check(Stage stage, String table) {
    if (wished.get()) {
      throw new Failure(
          Failure.Kind.TRANSIENT,
          "stopped by a signal before %s %s; what was at work has been finished%n    run it again: it goes on from there"
              .formatted(stage, table));
    }
  }
}
