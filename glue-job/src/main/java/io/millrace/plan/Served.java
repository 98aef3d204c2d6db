package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Optional;

/**
 * A table as Redshift is to serve it.
 *
 * @param hasVersions whether its rows are versions, of which some are current
 */
public record Served(
    TableName name,
    Columns columns,
    Optional<Identifier> distkey,
    List<Identifier> sortkey,
    boolean hasVersions) {

  /** Says the statements that make the table. */
  public interface Ddl {
    List<String> statements(Served table);
  }
}
