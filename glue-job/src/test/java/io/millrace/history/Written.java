package io.millrace.history;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Rows of Spark and of the reference in one writing, so that they can be compared exactly. */
final class Written {

  private Written() {}

  static String line(Collection<?> key, Object... rest) {
    var parts = new ArrayList<String>();
    parts.add(value(List.copyOf(key)));
    for (var part : rest) {
      parts.add(value(part));
    }
    return String.join(" ", parts);
  }

  /** The named columns of a row; one that is null and one that is not there are the same. */
  static Map<String, Object> columns(Row row, Collection<String> names) {
    var columns = new TreeMap<String, Object>();
    for (var name : names) {
      columns.put(name, row.getAs(name));
    }
    return columns;
  }

  static Map<String, Object> columns(Map<String, Object> row, Collection<String> names) {
    var columns = new TreeMap<String, Object>();
    for (var name : names) {
      columns.put(name, row.get(name));
    }
    return columns;
  }

  static List<Object> key(Row row, Collection<String> names) {
    return new ArrayList<>(columns(row, names, new ArrayList<>()));
  }

  private static List<Object> columns(Row row, Collection<String> names, List<Object> values) {
    names.forEach(name -> values.add(row.getAs(name)));
    return values;
  }

  static Long micros(Object time) {
    if (time == null || time instanceof Long) {
      return (Long) time;
    }
    Instant instant = time instanceof Timestamp stamp ? stamp.toInstant() : (Instant) time;
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  private static String value(Object value) {
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value instanceof Timestamp || value instanceof Instant) {
      return "@" + micros(value);
    }
    if (value instanceof Row row) {
      return value(columns(row, List.of(row.schema().fieldNames())));
    }
    if (value instanceof Map<?, ?> map) {
      var parts = new TreeMap<String, String>();
      map.forEach((name, of) -> parts.put(name.toString(), value(of)));
      return parts.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Written::value).toList().toString();
    }
    return String.valueOf(value);
  }
}
