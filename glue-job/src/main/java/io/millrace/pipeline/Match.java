package io.millrace.pipeline;

import java.util.Map;

/** Columns of a dimension and the expressions they equal; {@code x} is short for {@code {x: x}}. */
public record Match(Map<Identifier, Expression> theirsToMine) {

  public Match {
    theirsToMine = Ordered.copyOf(theirsToMine);
  }
}
