package io.millrace.run;

import io.millrace.journal.Entry;
import io.millrace.pipeline.Location;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Several observers as one; from many threads, one thing is told after the other. */
record Everyone(List<Observer> observers) implements Observer {

  @Override
  public void runBegan(RunBegan run) {
    tell(observer -> observer.runBegan(run));
  }

  @Override
  public void stepBegan(StepBegan step) {
    tell(observer -> observer.stepBegan(step));
  }

  @Override
  public void tryFailed(TryFailed failed) {
    tell(observer -> observer.tryFailed(failed));
  }

  @Override
  public void stepEnded(StepResult step) {
    tell(observer -> observer.stepEnded(step));
  }

  @Override
  public void runEnded(RunResult result) {
    tell(observer -> observer.runEnded(result));
  }

  @Override
  public void journaled(Entry entry, Optional<Location> report) {
    tell(observer -> observer.journaled(entry, report));
  }

  @Override
  public void warned(String what) {
    tell(observer -> observer.warned(what));
  }

  private synchronized void tell(Consumer<Observer> what) {
    observers.forEach(what);
  }
}
