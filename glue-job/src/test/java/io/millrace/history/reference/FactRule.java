package io.millrace.history.reference;

import java.util.List;

/**
 * How a fact is made; its grain is the key of its source.
 *
 * @param columns what its rows show of the source and the joins, besides the grain
 * @param flags {@code on_delete: flag}; else a deleted row is removed
 */
public record FactRule(
    String name,
    String from,
    List<JoinRule> joins,
    List<LookupRule> lookups,
    List<String> columns,
    boolean flags) {

  public FactRule flagging() {
    return new FactRule(name, from, joins, lookups, columns, true);
  }
}
