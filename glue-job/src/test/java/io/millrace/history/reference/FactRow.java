package io.millrace.history.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row of a fact, with a pointer for each role. */
public record FactRow(
    List<Object> grain,
    Map<String, Object> values,
    Map<String, Pointer> pointers,
    boolean deleted) {

  public FactRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    pointers = Collections.unmodifiableMap(new LinkedHashMap<>(pointers));
  }
}
