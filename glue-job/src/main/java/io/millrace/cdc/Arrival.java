package io.millrace.cdc;

import io.millrace.pipeline.TableName;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of one file of a batch that has landed.
 *
 * @param earliest the least time of its rows
 * @param latest the greatest time of its rows
 * @param keyless how many of its rows have no readable key or time
 * @param contents a digest of all its rows, in their order; the same for the same rows
 * @param setAside why it could not be read
 */
public record Arrival(
    TableName source,
    long batch,
    String file,
    long rows,
    Optional<Instant> earliest,
    Optional<Instant> latest,
    long keyless,
    String contents,
    Optional<String> setAside) {

  /** A file without rows. */
  public static Arrival empty(TableName source, long batch, String file) {
    return new Arrival(
        source, batch, file, 0, Optional.empty(), Optional.empty(), 0, "", Optional.empty());
  }

  /** A file that could not be read. */
  public static Arrival lost(Batch batch, String file, String why) {
    return new Arrival(
        batch.source(),
        batch.number(),
        file,
        0,
        Optional.empty(),
        Optional.empty(),
        0,
        "",
        Optional.of(why));
  }

  boolean isLost() {
    return setAside.isPresent();
  }
}
