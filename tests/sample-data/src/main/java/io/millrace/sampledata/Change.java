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
}
