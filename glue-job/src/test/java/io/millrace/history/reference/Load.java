package io.millrace.history.reference;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One full load of a source (rule 3).
 *
 * @param keys the key of every row of it, quarantined rows included
 * @param complete whether all of it was seen and could be read
 */
public record Load(String source, long at, Set<List<Object>> keys, boolean complete) {

  public Load {
    keys = keys.stream().map(Values::key).collect(Collectors.toUnmodifiableSet());
  }

  /** The complete load of just these keys. */
  public static Load complete(String source, long at, Set<List<Object>> keys) {
    return new Load(source, at, keys, true);
  }

  /** The same load as far as it was seen: with a file that is missing or cannot be read. */
  public Load half() {
    return new Load(source, at, keys, false);
  }
}
