package io.millrace.cli;

import io.millrace.journal.Entry;
import io.millrace.pipeline.Location;
import io.millrace.report.MetricLines;
import io.millrace.run.Observer;
import java.io.PrintWriter;
import java.util.Optional;

/** Prints metric lines, without time and run before them: each is one JSON object. */
record MetricPrinter(PrintWriter out) implements Observer {

  /** Which metric lines are printed. */
  enum Format {
    NONE,
    EMF
  }

  @Override
  public void journaled(Entry entry, Optional<Location> report) {
    MetricLines.of(entry).forEach(out::println);
    out.flush();
  }
}
