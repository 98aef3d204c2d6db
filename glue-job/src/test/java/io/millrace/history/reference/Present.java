package io.millrace.history.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The present row of a key; a deleted one shows what it was last. */
public record Present(
    List<Object> key, Map<String, Object> values, boolean deleted, boolean inferred) {

  public Present {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
