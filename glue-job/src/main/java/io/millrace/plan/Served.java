package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Optional;

/** A table as Redshift is to serve it. */
public record Served(
    TableName name, Columns columns, Optional<Identifier> distkey, List<Identifier> sortkey) {

  /** Says the statements that make the table. */
  public interface Ddl {
    List<String> statements(Served table);
  }
}
