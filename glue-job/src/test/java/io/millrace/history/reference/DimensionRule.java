package io.millrace.history.reference;

import java.util.List;

/**
 * How a dimension is made.
 *
 * @param columns what its rows show, besides the key
 * @param track of these, those whose change opens a version
 * @param overwrite of these, those of which every version shows the latest; the rest is in place
 */
public record DimensionRule(
    String name,
    String from,
    List<JoinRule> joins,
    List<String> columns,
    List<String> track,
    List<String> overwrite,
    boolean ignoresDeletes,
    boolean scd1) {

  /** One that tracks all of these columns. */
  public static DimensionRule of(String name, String from, String... columns) {
    return new DimensionRule(
        name, from, List.of(), List.of(columns), List.of(columns), List.of(), false, false);
  }

  public DimensionRule track(String... tracked) {
    return new DimensionRule(
        name, from, joins, columns, List.of(tracked), overwrite, ignoresDeletes, scd1);
  }

  public DimensionRule overwrite(String... overwritten) {
    return new DimensionRule(
        name, from, joins, columns, track, List.of(overwritten), ignoresDeletes, scd1);
  }

  public DimensionRule join(JoinRule... others) {
    return new DimensionRule(
        name, from, List.of(others), columns, track, overwrite, ignoresDeletes, scd1);
  }

  public DimensionRule ignoringDeletes() {
    return new DimensionRule(name, from, joins, columns, track, overwrite, true, scd1);
  }

  public DimensionRule asScd1() {
    return new DimensionRule(name, from, joins, columns, track, overwrite, ignoresDeletes, true);
  }
}
