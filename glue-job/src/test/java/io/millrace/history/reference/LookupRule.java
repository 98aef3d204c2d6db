package io.millrace.history.reference;

import java.util.List;

/**
 * How a fact finds its version of a dimension.
 *
 * @param role what its key columns are named after; role-playing dimensions have several
 * @param on the fact's columns, in the order of the dimension's key
 * @param asOf the fact's column with the time, or null for the version that began last
 */
public record LookupRule(
    String role, String dimension, List<String> on, String asOf, Missing missing) {

  /** What stands where a dimension has no version. */
  public enum Missing {
    UNKNOWN,
    INFER,
    PARK,
    FAIL
  }
}
