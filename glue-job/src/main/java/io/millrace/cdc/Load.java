package io.millrace.cdc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One full load of a source: its LOAD files together.
 *
 * @param isComplete whether all of it is there, so that a key that is in none of its rows is gone
 * @param flaw why it can never be taken for complete, whatever comes
 */
public record Load(Instant at, List<Landed> files, boolean isComplete, Optional<String> flaw) {

  public Load {
    files = List.copyOf(files);
  }
}
