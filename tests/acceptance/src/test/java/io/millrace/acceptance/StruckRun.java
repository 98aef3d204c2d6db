package io.millrace.acceptance;

import io.millrace.run.Observer;
import io.millrace.run.StepResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A run that ends its own process by SIGKILL when it comes to one of its step boundaries. */
final class StruckRun {

  private StruckRun() {}

  /** Takes the configuration's folder, that of raw and lake, and the boundary. */
  public static void main(String... arguments) {
    var boundary = arguments[2];
    Trial.of(Path.of(arguments[0]), Map.of("place", arguments[1]))
        .run(
            new Boundaries(
                name -> {
                  if (name.equals(boundary)) {
                    Child.signalItself("KILL");
                  }
                }));
  }

  /** Names each boundary as a run comes to it. */
  record Boundaries(Consumer<String> passed) implements Observer {

    @Override
    public void stepBegan(StepBegan step) {
      pass(step.stage() + " " + step.table() + " began");
    }

    @Override
    public void stepEnded(StepResult step) {
      pass(step.stage() + " " + step.table() + " ended");
    }

    private synchronized void pass(String name) {
      passed.accept(name);
    }
  }
}
