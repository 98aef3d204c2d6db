package io.millrace.lake;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.delta.Snapshot;
import scala.collection.JavaConverters;

/**
 * What a table was computed from, kept in its own commits.
 *
 * @param marks how far each of its inputs was, by name
 * @param properties how it was computed, by name: kept until it changes
 */
public record Origin(Map<String, Long> marks, Map<String, String> properties) {

  private static final String OURS = "millrace.";
  private static final String CHANGED = "millrace/changed";
  private static final String LOST = "millrace/lost";

  /** Of a commit that says nothing of what the table was computed from. */
  public static final Origin SAME = new Origin(Map.of(), Map.of());

  public Origin {
    marks = Map.copyOf(marks);
    properties = Map.copyOf(properties);
  }

  /** The sequence that last brought news of the table; 0 before the first. */
  public long changed() {
    return marks.getOrDefault(CHANGED, 0L);
  }

  /** The sequence that last amended or withdrew one of its rows; 0 before the first. */
  public long lost() {
    return marks.getOrDefault(LOST, 0L);
  }

  /** With the sequence of a commit that changes rows. */
  Origin changedBy(long sequence, boolean loses) {
    var more = new TreeMap<>(marks);
    more.put(CHANGED, sequence);
    if (loses) {
      more.put(LOST, sequence);
    }
    return new Origin(more, properties);
  }

  static Origin of(Snapshot snapshot) {
    var properties = new TreeMap<String, String>();
    JavaConverters.mapAsJavaMap(snapshot.metadata().configuration())
        .forEach(
            (name, value) -> {
              if (name.startsWith(OURS)) {
                properties.put(name.substring(OURS.length()), value);
              }
            });
    return new Origin(DeltaFolder.marks(snapshot), properties);
  }

  /** The properties as Delta's table properties. */
  Map<String, String> stored() {
    var stored = new TreeMap<String, String>();
    properties.forEach((name, value) -> stored.put(OURS + name, value));
    return stored;
  }

  /** Whether a table with this origin would be the same if it were computed from that one. */
  public boolean covers(Origin now) {
    return marks.entrySet().containsAll(now.marks().entrySet())
        && properties.entrySet().containsAll(now.properties().entrySet());
  }
}
