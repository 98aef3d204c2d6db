package io.millrace.history.reference;

import java.util.List;

/**
 * What a staging table says about its history.
 *
 * @param carryForward the columns in which a null of a U means unchanged
 * @param effectiveAt whether a change's own time is looked at (rule 6)
 * @param sequence whether {@link Change#position} is a change sequence (rule 4); else it is not
 *     read
 * @param replaces {@code on_reload: replace} or {@code mode: snapshot}: complete loads delete (12)
 */
public record Source(
    String name,
    List<String> key,
    List<String> carryForward,
    boolean effectiveAt,
    boolean sequence,
    boolean replaces) {

  public Source {
    key = List.copyOf(key);
    carryForward = List.copyOf(carryForward);
  }

  public static Source of(String name, String... key) {
    return new Source(name, List.of(key), List.of(), false, false, false);
  }

  public Source carryForward(String... columns) {
    return new Source(name, key, List.of(columns), effectiveAt, sequence, replaces);
  }

  public Source withEffectiveAt() {
    return new Source(name, key, carryForward, true, sequence, replaces);
  }

  public Source withSequence() {
    return new Source(name, key, carryForward, effectiveAt, true, replaces);
  }

  public Source replacing() {
    return new Source(name, key, carryForward, effectiveAt, sequence, true);
  }
}
