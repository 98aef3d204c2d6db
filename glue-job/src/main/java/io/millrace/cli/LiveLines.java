package io.millrace.cli;

import io.millrace.run.Observer;
import io.millrace.run.RunResult;
import io.millrace.run.StepResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

/** Lines on a terminal, and below them a line for each table at work, kept up while it is. */
final class LiveLines implements Observer, RunLines.Lines {

  private static final long EVERY_MILLIS = 200;
  private static final String SIGNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final int WIDTH = 78;

  private final PrintWriter terminal;
  private final Timer timer = new Timer("progress", true);
  private final Map<String, Long> atWork = new LinkedHashMap<>();
  private int shown;
  private int turn;

  LiveLines(PrintWriter terminal) {
    this.terminal = terminal;
  }

  @Override
  public void runBegan(RunBegan run) {
    timer.scheduleAtFixedRate(
        new TimerTask() {
          @Override
          public void run() {
            turn();
          }
        },
        EVERY_MILLIS,
        EVERY_MILLIS);
  }

  @Override
  public synchronized void stepBegan(StepBegan step) {
    atWork.put("%-11s %s".formatted(step.stage(), step.table()), System.nanoTime());
    redraw();
  }

  @Override
  public synchronized void stepEnded(StepResult step) {
    atWork.remove("%-11s %s".formatted(step.stage(), step.table()));
    redraw();
  }

  @Override
  public synchronized void runEnded(RunResult result) {
    timer.cancel();
    atWork.clear();
    redraw();
  }

  @Override
  public synchronized void accept(String line, Map<String, ?> fields) {
    erase();
    terminal.println(line);
    draw();
  }

  private synchronized void turn() {
    turn++;
    redraw();
  }

  private void redraw() {
    erase();
    draw();
  }

  private void erase() {
    if (shown > 0) {
      terminal.print("\u001b[" + shown + "A\u001b[J");
    }
    shown = 0;
  }

  private void draw() {
    for (var table : atWork.entrySet()) {
      double seconds = (System.nanoTime() - table.getValue()) / 1e9;
      var line =
          "%s %-40s %6.1f s"
              .formatted(SIGNS.charAt(turn % SIGNS.length()), table.getKey(), seconds);
      terminal.println(line.length() <= WIDTH ? line : line.substring(0, WIDTH));
      shown++;
    }
    terminal.flush();
  }
}
