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

  private final Map<String, DimensionIndex> dimensions = new LinkedHashMap<>();
  private final List<Facts> facts = new ArrayList<>();

  private ReferenceFacts() {}

  public static ReferenceFacts of(
      Accepted accepted, List<DimensionRule> dimensions, List<FactRule> facts) {
    ReferenceFacts reference = new ReferenceFacts();
    for (DimensionRule rule : dimensions) {
      reference.dimensions.put(rule.name(), new DimensionIndex(accepted, rule));
    }
    for (FactRule rule : facts) {
      reference.facts.add(new FactFold(accepted, rule, reference.dimensions).facts());
    }
    return reference;
  }

  public Facts fact(String name) {
    return facts.stream().filter(fact -> fact.rule().name().equals(name)).findFirst().orElseThrow();
  }

  /** An SCD2 dimension, its inferred members included. */
  public List<Version> dimension(String name) {
    DimensionIndex dimension = dimensions.get(name);
    List<Version> versions = new ArrayList<>(dimension.versions);
    versions.addAll(InferredMembers.versions(dimension, facts));
    versions.sort(
        Comparator.comparing(Version::key, Values.BY_KEY).thenComparingLong(Version::from));
    return versions;
  }

  /** An SCD1 dimension, its inferred members included. */
  public List<Present> scd1(String name) {
    DimensionIndex dimension = dimensions.get(name);
    List<Present> rows = new ArrayList<>(dimension.rows);
    rows.addAll(InferredMembers.scd1(dimension, facts));
    rows.sort(Comparator.comparing(Present::key, Values.BY_KEY));
    return rows;
  }
}
