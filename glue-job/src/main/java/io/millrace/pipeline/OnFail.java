package io.millrace.pipeline;

import java.util.Map;

/**
 * What happens to a row that fails a check; {@code set} holds the corrections of {@link Kind#SET}.
 */
public record OnFail(Kind kind, Map<Identifier, Expression> set) {

  /** What happens to a row that fails a check. */
  public enum Kind {
    QUARANTINE,
    WARN,
    DROP,
    FAIL,
    SET
  }

  public OnFail {
    if ((kind == Kind.SET) == set.isEmpty()) {
      throw new IllegalArgumentException("a correction names the columns that it sets");
    }
    set = Ordered.copyOf(set);
  }

  public static OnFail of(Kind kind) {
    return new OnFail(kind, Map.of());
  }

  public static OnFail set(Map<Identifier, Expression> set) {
    return new OnFail(Kind.SET, set);
  }
}
