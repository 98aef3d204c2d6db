package io.millrace.history.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** From {@code time} on a key's row is this, until its next state; {@code row} null is deleted. */
public record State(long time, Map<String, Object> row) {

  public State {
    row = row == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(row));
  }

  public boolean live() {
    return row != null;
  }

  public State from(long otherTime) {
    return new State(otherTime, row);
  }
}
