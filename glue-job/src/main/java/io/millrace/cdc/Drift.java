package io.millrace.cdc;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A column that a file has and the files before it had not, or the other way round. */
public record Drift(String source, String column, String file, String what) {

  @Override
  public String toString() {
    return "%s: column %s %s, from %s on".formatted(source, column, what, file);
  }

  /**
   * How a file's columns differ from those of the file before it, or, for the very first, from what
   * is declared.
   */
  static List<Drift> between(
      Optional<StructType> before, StructType now, String file, Staging staging) {
    var present = types(now);
    var earlier = before.map(Drift::types);
    var found = new ArrayList<Drift>();
    var undeclared = new UndeclaredColumns(staging);
    present.forEach(
        (name, type) -> {
          boolean isNew = earlier.map(types -> !types.containsKey(name)).orElse(true);
          if (isNew && undeclared.contains(name)) {
            found.add(new Drift(staging.staging().text(), name, file, undeclared.fate(name, type)));
          }
          earlier
              .map(types -> types.get(name))
              .filter(was -> !was.equals(type))
              .ifPresent(
                  was ->
                      found.add(
                          new Drift(
                              staging.staging().text(),
                              name,
                              file,
                              "is %s where it was %s"
                                  .formatted(type.simpleString(), was.simpleString()))));
        });
    vanished(earlier, present, staging)
        .forEach((name, what) -> found.add(new Drift(staging.staging().text(), name, file, what)));
    return found;
  }

  private static Map<String, String> vanished(
      Optional<Map<String, DataType>> earlier, Map<String, DataType> present, Staging staging) {
    var gone = new TreeMap<String, String>();
    earlier.ifPresent(types -> types.keySet().forEach(name -> gone.put(name, "is gone")));
    if (earlier.isEmpty()) {
      for (var name : staging.columns().keySet()) {
        gone.put(name.text(), "is declared but not there, so it is null");
      }
      staging
          .source()
          .timestamp()
          .map(Identifier::text)
          .ifPresent(name -> gone.put(name, "is not there, so the file's own time counts"));
    }
    gone.keySet().removeAll(present.keySet());
    return gone;
  }

  private static Map<String, DataType> types(StructType schema) {
    var types = new TreeMap<String, DataType>();
    for (var field : schema.fields()) {
      var name = field.name().toLowerCase(Locale.ROOT);
      // Full loads may come without Op, so that it comes and goes.
      if (!name.equals(Standing.OPERATION)) {
        types.putIfAbsent(name, field.dataType());
      }
    }
    return types;
  }
}
