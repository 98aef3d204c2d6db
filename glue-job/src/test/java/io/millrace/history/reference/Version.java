package io.millrace.history.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One version of a key, valid in {@code [from, to)}.
 *
 * @param to null while it is open
 */
public record Version(
    List<Object> key, long from, Long to, Map<String, Object> values, boolean inferred) {

  public Version {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public boolean current() {
    return to == null;
  }
}
