package io.millrace.lake;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Technical;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What a change log says of itself: its columns, how it is parted, what is kept of each file. */
final class LogMetadata {

  /** The columns of the last file that was read, as a Delta property. */
  static final String COLUMNS_READ = "millrace.columns_read";

  private static final String SEARCHED = "delta.dataSkippingStatsColumns";
  private static final Seq<String> PARTITIONS =
      JavaConverters.asScalaBuffer(List.of(Technical.STATUS)).toList();

  private LogMetadata() {}

  /** Files of one table that have one column as two types could not be read together. */
  static void requireSameTypes(StructType log, StructType rows, Location folder) {
    for (var field : rows.fields()) {
      Arrays.stream(log.fields())
          .filter(stored -> stored.name().equalsIgnoreCase(field.name()))
          .filter(stored -> !stored.dataType().sameType(field.dataType()))
          .findFirst()
          .ifPresent(
              stored -> {
                throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "%s of %s is stored as %s and would now be %s: declare it as it was, or let `millrace reprocess --table %s` make every row anew"
                        .formatted(
                            stored.name(),
                            folder,
                            stored.dataType().sql().toLowerCase(Locale.ROOT),
                            field.dataType().sql().toLowerCase(Locale.ROOT),
                            folder.text().substring(folder.text().lastIndexOf('/') + 1)));
              });
    }
  }

  /** What a log is once it has these rows, too. */
  static Metadata evolved(
      Metadata before, StructType rows, StructType columnsRead, List<Identifier> key) {
    var schema = before.schema();
    for (var field : DeltaFolder.missing(schema, rows)) {
      schema = schema.add(field);
    }
    return new Metadata(
        before.id(),
        before.name(),
        before.description(),
        before.format(),
        schema.json(),
        PARTITIONS,
        before
            .configuration()
            .updated(COLUMNS_READ, columnsRead.json())
            .updated(SEARCHED, searched(schema, key)),
        before.createdTime());
  }

  /** To find the least and greatest value of every column would cost as much as ten checks. */
  private static String searched(StructType schema, List<Identifier> key) {
    return Stream.concat(
            Stream.of(Technical.AT, Technical.BATCH), key.stream().map(Identifier::text))
        .filter(name -> schema.getFieldIndex(name).isDefined())
        .filter(name -> isOrdered(schema.apply(name).dataType()))
        .collect(Collectors.joining(","));
  }

  private static boolean isOrdered(DataType type) {
    return type instanceof NumericType
        || type instanceof StringType
        || type instanceof DateType
        || type instanceof TimestampType;
  }
}
