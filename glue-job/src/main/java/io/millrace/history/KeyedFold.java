package io.millrace.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows folded key by key, in their order, by plain code: one pass and memory for a few rows,
 * however many a key has.
 */
final class KeyedFold {

  /** What is done with the rows of one key; told rows have the columns of the result. */
  interface Step {
    void next(Row row, Consumer<Row> told);

    /** The key has no more rows: tells what is left and is ready for the next key. */
    void end(Consumer<Row> told);
  }

  /** Makes the steps, one for each partition. */
  interface Start extends Serializable {
    Step step();
  }

  private KeyedFold() {}

  /**
   * The rows that the steps tell. They see times as microseconds and dates as days, which Java's
   * calendars cannot bend.
   *
   * @param sorted rows of which each partition has all of a key, together and in order
   */
  static Dataset<Row> of(Dataset<Row> sorted, List<Integer> key, StructType result, Start start) {
    var plain = sorted.select(columns(sorted.schema(), KeyedFold::plain));
    MapPartitionsFunction<Row, Row> folded = rows -> new Folded(rows, key, start.step());
    return plain
        .mapPartitions(folded, Encoders.row(plain(result)))
        .select(columns(result, KeyedFold::restored));
  }

  private static Column[] columns(StructType schema, Function<StructField, Column> column) {
    return Arrays.stream(schema.fields()).map(column).toArray(Column[]::new);
  }

  private static Column plain(StructField field) {
    var column = col(field.name());
    if (field.dataType().equals(DataTypes.TimestampType)) {
      return unix_micros(column).as(field.name());
    }
    return field.dataType().equals(DataTypes.DateType)
        ? unix_date(column).as(field.name())
        : column;
  }

  private static Column restored(StructField field) {
    var column = col(field.name());
    if (field.dataType().equals(DataTypes.TimestampType)) {
      return timestamp_micros(column).as(field.name());
    }
    return field.dataType().equals(DataTypes.DateType)
        ? date_from_unix_date(column).as(field.name())
        : column;
  }

  private static StructType plain(StructType schema) {
    return new StructType(
        Arrays.stream(schema.fields())
            .map(field -> DataTypes.createStructField(field.name(), plain(field.dataType()), true))
            .toArray(StructField[]::new));
  }

  private static DataType plain(DataType type) {
    if (type.equals(DataTypes.TimestampType)) {
      return DataTypes.LongType;
    }
    return type.equals(DataTypes.DateType) ? DataTypes.IntegerType : type;
  }

  private static final class Folded implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final List<Integer> key;
    private final Step step;
    private final Queue<Row> told = new ArrayDeque<>();
    private Row last;

    Folded(Iterator<Row> rows, List<Integer> key, Step step) {
      this.rows = rows;
      this.key = key;
      this.step = step;
    }

    @Override
    public boolean hasNext() {
      while (told.isEmpty() && (last != null || rows.hasNext())) {
        advance();
      }
      return !told.isEmpty();
    }

    private void advance() {
      var row = rows.hasNext() ? rows.next() : null;
      if (last != null && (row == null || !Same.in(key, last, row))) {
        step.end(told::add);
      }
      last = row;
      if (row != null) {
        step.next(row, told::add);
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return told.remove();
    }
  }
}
