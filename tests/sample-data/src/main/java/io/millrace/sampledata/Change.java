package io.millrace.sampledata;

import java.util.Arrays;
import java.util.List;

/**
 * One change of a row as DMS saw it.
 *
 * @param before the key before an update or delete, where the table carries it
 * @param values of the table's own columns, in their latest shape
 */
record Change(Op op, long commit, String sequence, Long before, List<Object> values) {

  /** What the source did. */
  enum Op {
    I,
    U,
    D
  }

  static Change of(Op op, long commit, String sequence, Long before, Object... values) {
    return new Change(op, commit, sequence, before, Arrays.asList(values));
  }

  /** The row as a file holds it. */
  Object[] row(Table table, boolean load, int batch) {
    var own = table.columns(batch).size();
    var row = new Object[table.fileColumns(load, batch).size()];
    int at = 0;
    if (!load || table.has(Table.Trait.OP_ON_LOAD)) {
      row[at++] = op.name();
    }
    row[at++] = Calendar.dms(commit);
    for (var value : values.subList(0, own)) {
      row[at++] = value;
    }
    if (table.has(Table.Trait.BEFORE_IMAGE)) {
      row[at++] = before;
    }
    if (table.has(Table.Trait.CHANGE_SEQUENCE)) {
      row[at] = sequence;
    }
    return row;
  }
}
