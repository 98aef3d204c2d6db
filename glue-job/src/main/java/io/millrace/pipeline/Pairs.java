package io.millrace.pipeline;

import java.util.Map;

/**
 * Columns of another table and what they are called here; {@code x} is short for {@code {x: x}}.
 */
public record Pairs(Map<Identifier, Identifier> theirsToMine) {

  public Pairs {
    theirsToMine = Ordered.copyOf(theirsToMine);
  }
}
