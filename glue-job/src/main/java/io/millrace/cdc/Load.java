package io.millrace.cdc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One full load of a source: its LOAD files together.
 *
 * @param isComplete whether all of it is there, so that a key that is in none of its rows is gone
 * @param flaw why it cannot be taken for complete, whatever else comes
 */
public record Load(Instant at, List<Landed> files, boolean isComplete, Optional<Flaw> flaw) {

  /** What is wrong with a load, and what would mend it. */
  public record Flaw(String what, String remedy) {

    static Flaw unreadable(Landed file) {
      var name = file.file().file();
      return new Flaw(
          name + " could not be read",
          "Deliver " + name + " again as it should be, or let DMS load the table anew");
    }

    static Flaw keyless(Landed file) {
      long rows = file.arrival().keyless();
      return new Flaw(
          "%d %s of %s %s no readable key or time"
              .formatted(
                  rows, rows == 1 ? "row" : "rows", file.file().file(), rows == 1 ? "has" : "have"),
          "See in the quarantine what stands there, correct the source or the declared types, and let"
              + " DMS load the table anew");
    }
  }

  public Load {
    files = List.copyOf(files);
  }
}
