package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A join to another source on its whole key.
 *
 * @param on my columns, in the order of its key
 * @param columns its columns and what they are called here
 */
public record JoinRule(String source, List<String> on, Map<String, String> columns) {

  /** The key of the joined row, or null where a part of it is null: then there is none. */
  List<Object> keyIn(Map<String, Object> row) {
    return keyIn(row, on);
  }

  static List<Object> keyIn(Map<String, Object> row, List<String> columns) {
    List<Object> key = new ArrayList<>();
    for (String column : columns) {
      if (row.get(column) == null) {
        return null;
      }
      key.add(row.get(column));
    }
    return Values.key(key);
  }
}
