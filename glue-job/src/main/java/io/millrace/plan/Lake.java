package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lake holds already, by table. */
public record Lake(Map<TableName, Stored> tables) {

  /** A lake that nothing has been written to. */
  public static final Lake EMPTY = new Lake(Map.of());

  public Lake {
    tables = Map.copyOf(tables);
  }

  /**
   * A table that is there.
   *
   * @param columns its columns
   * @param track for a dimension of versions, the columns whose changes have opened them; empty
   *     where that is not known
   */
  public record Stored(List<Identifier> columns, Optional<List<Identifier>> track) {}

  Optional<Stored> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }
}
