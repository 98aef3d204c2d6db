package io.millrace.history.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rule 14: a fact finds the version that had begun last by its time; where there is none, {@code
 * missing} speaks.
 *
 * <p>A null key is the unknown member, and so is a null time. A lookup without {@code as_of} finds
 * the version that began last of all, closed or not.
 */
final class AsOf {

  private AsOf() {}

  /** Empty where no version had begun; {@code versions} are those of the key, in order of time. */
  static Optional<Pointer> version(List<Version> versions, Long time) {
    Pointer found = null;
    for (Version version : versions) {
      if (time == null || version.from() <= time) {
        found = Pointer.version(version.key(), version.from());
      }
    }
    return Optional.ofNullable(found);
  }

  static boolean isUnknown(LookupRule lookup, Map<String, Object> row) {
    return JoinRule.keyIn(row, lookup.on()) == null
        || (lookup.asOf() != null && row.get(lookup.asOf()) == null);
  }
}
