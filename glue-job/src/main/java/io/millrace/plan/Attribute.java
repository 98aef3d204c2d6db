package io.millrace.plan;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Mask;
import io.millrace.pipeline.TableName;
import java.util.Optional;

/**
 * A column of a table at one step.
 *
 * @param mask how its values are hidden, once they are
 * @param personal whether it holds values that a mask has yet to hide
 * @param origin the staging table's column that it was taken from, unchanged
 */
public record Attribute(
    Identifier name,
    ColumnType type,
    Optional<Mask> mask,
    boolean personal,
    Optional<Origin> origin) {

  /** A column of a staging table, as its change log has it. */
  public record Origin(TableName table, Identifier column) {}

  static Attribute of(String name, String type) {
    return of(Identifier.of(name), ColumnType.parse(type));
  }

  static Attribute of(Identifier name, ColumnType type) {
    return new Attribute(name, type, Optional.empty(), false, Optional.empty());
  }

  Attribute named(Identifier other) {
    return new Attribute(other, type, mask, personal, origin);
  }

  Attribute typed(ColumnType other) {
    return new Attribute(name, other, mask, personal, origin);
  }

  static Attribute derived(Identifier name, ColumnType type, boolean personal) {
    return new Attribute(name, type, Optional.empty(), personal, Optional.empty());
  }
}
