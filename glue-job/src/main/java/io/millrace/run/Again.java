package io.millrace.run;

import io.millrace.cdc.Batch;
import io.millrace.pipeline.TableName;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is to be read again from its originals.
 *
 * @param everything all rows, rather than those alone that were rejected
 * @param tables the sources; all where none is named
 * @param batches of which batches
 * @param inSpiteOfGates whether more of a batch may be quarantined than its gate lets pass
 */
public record Again(
    boolean everything, Set<TableName> tables, Predicate<Batch> batches, boolean inSpiteOfGates) {

  public Again {
    tables = Set.copyOf(tables);
  }

  /** What was quarantined, parked or dropped. */
  public static Again rejected(Set<TableName> tables, Predicate<Batch> batches) {
    return new Again(false, tables, batches, false);
  }

  /** Every row of these tables. */
  public static Again everything(
      Set<TableName> tables, Predicate<Batch> batches, boolean inSpiteOfGates) {
    return new Again(true, tables, batches, inSpiteOfGates);
  }

  boolean concerns(TableName table) {
    return tables.isEmpty() || tables.contains(table);
  }
}
