package io.millrace.history.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts as DESIGN section 6 has them, and the dimensions with the members that facts infer.
 *
 * <p>A line whose header was never seen is parked; one whose foreign key is null has no header to
 * wait for and shows nulls. A flagged row keeps its last values, its header's and its pointers.
 */
public final class ReferenceFacts {

  private final Accepted accepted;
  private final Map<String, DimensionRule> rules = new LinkedHashMap<>();
  private final List<Facts> all = new ArrayList<>();

  private ReferenceFacts(Accepted accepted) {
    this.accepted = accepted;
  }

  public static ReferenceFacts of(
      Accepted accepted, List<DimensionRule> dimensions, List<FactRule> facts) {
    ReferenceFacts reference = new ReferenceFacts(accepted);
    Map<String, DimensionIndex> indexes = new LinkedHashMap<>();
    for (DimensionRule dimension : dimensions) {
      reference.rules.put(dimension.name(), dimension);
      indexes.put(dimension.name(), new DimensionIndex(accepted, dimension));
    }
    for (FactRule fact : facts) {
      reference.all.add(new FactFold(accepted, fact, indexes).facts());
    }
    return reference;
  }

  public Facts fact(String name) {
    return all.stream().filter(facts -> facts.rule().name().equals(name)).findFirst().orElseThrow();
  }

  /** An SCD2 dimension, its inferred members included. */
  public List<Version> dimension(String name) {
    DimensionRule rule = rules.get(name);
    List<Version> versions = new ArrayList<>(ReferenceHistory.dimension(accepted, rule));
    versions.addAll(InferredMembers.versions(accepted, rule, all));
    versions.sort(
        Comparator.comparing(Version::key, Values.BY_KEY).thenComparingLong(Version::from));
    return versions;
  }

  /** An SCD1 dimension, its inferred members included. */
  public List<Present> scd1(String name) {
    DimensionRule rule = rules.get(name);
    List<Present> rows = new ArrayList<>(ReferenceHistory.scd1(accepted, rule));
    rows.addAll(InferredMembers.scd1(rule, all));
    rows.sort(Comparator.comparing(Present::key, Values.BY_KEY));
    return rows;
  }
}
