package io.millrace.cdc;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;

/** What becomes of the columns of files that a source does not declare. */
final class UndeclaredColumns {

  private final Staging staging;
  private final Set<String> known = new HashSet<>();

  UndeclaredColumns(Staging staging) {
    this.staging = staging;
    known.add(Standing.OPERATION);
    staging.columns().keySet().forEach(name -> known.add(name.text()));
    staging.position().forEach(name -> known.add(name.text()));
    staging.keyBefore().forEach(name -> known.add(name.text()));
    staging.source().timestamp().ifPresent(name -> known.add(name.text()));
  }

  boolean contains(String name) {
    return !known.contains(name.toLowerCase(Locale.ROOT));
  }

  /** What is done with such a column, for a person. */
  String fate(String name, DataType type) {
    if (staging.onNewColumn() != Staging.OnNewColumn.ADD) {
      return "is new and ignored, as `on_new_column: ignore` says";
    }
    return isAddable(name)
        ? "is new and added as " + type.simpleString()
        : "is new and ignored: Redshift could not take its name";
  }

  /**
   * The columns to add, each of one type for all files: that of the change log where it has the
   * column already, else the narrowest that holds them all.
   */
  Map<Identifier, ColumnType> added(
      Collection<StructType> files, StructType log, SparkSession spark) {
    var types = new TreeMap<Identifier, DataType>();
    if (staging.onNewColumn() == Staging.OnNewColumn.ADD) {
      for (var file : files) {
        for (var field : file.fields()) {
          if (contains(field.name()) && isAddable(field.name())) {
            types.merge(
                Identifier.of(field.name()),
                stored(field.dataType()),
                (one, other) -> common(one, other, spark));
          }
        }
      }
      var names = Set.of(log.fieldNames());
      types.replaceAll(
          (name, type) -> names.contains(name.text()) ? log.apply(name.text()).dataType() : type);
    }
    return types.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                type -> ColumnType.parse(type.getValue().sql()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static boolean isAddable(String name) {
    try {
      return !Identifier.of(name).isTechnical();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static DataType stored(DataType type) {
    return type instanceof TimestampNTZType ? DataType.fromDDL("timestamp") : type;
  }

  private static DataType common(DataType one, DataType other, SparkSession spark) {
    if (one.equals(other)) {
      return one;
    }
    var both =
        Arrays.asList(one, other).stream()
            .map(type -> "CAST(NULL AS " + type.sql() + ")")
            .collect(Collectors.joining(", ", "coalesce(", ")"));
    try {
      return spark.range(0).selectExpr(both).schema().apply(0).dataType();
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return DataType.fromDDL("string");
      }
      throw e;
    }
  }
}
