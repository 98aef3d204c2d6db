package io.millrace.pipeline;

/**
 * Finds the place of a value inside a record that was read: {@code at(staging.place(), "key", 0)}.
 */
public interface Places {

  /**
   * The place of the innermost value on this path (keys and list indexes) that was written; the
   * record's own place when none was.
   */
  Place at(Place record, Object... path);

  /** The place of the key itself that this path ends in, for names that are keys in YAML. */
  Place ofKey(Place record, Object... path);
}
