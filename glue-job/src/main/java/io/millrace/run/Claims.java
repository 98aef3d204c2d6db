package io.millrace.run;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which place in its source's order a row claims, with which content, and which row of the same
 * content came first (rules 4 and 5).
 */
record Claims(Staging staging) {

  static final String PLACE = "_place";
  static final String CONTENT = "_content";
  static final String ORIGIN = "_origin";
  static final String FIRST = "_first";
  private static final int SHOWN = 5;

  Dataset<Row> of(Dataset<Row> rows) {
    return rows.select(place().as(PLACE), content().as(CONTENT), origin().as(ORIGIN));
  }

  /** The contents at each place, with the first row of each. */
  static Dataset<Row> contents(Dataset<Row> claims) {
    return claims.groupBy(PLACE, CONTENT).agg(min(col(ORIGIN)).as(FIRST));
  }

  Column place() {
    var sequence = array_join(col(Technical.POSITION), "\u0000");
    var isSequenced = translate(sequence, "\u0000", "").notEqual("");
    var place = new ArrayList<Column>();
    staging.key().forEach(name -> place.add(col(name.text())));
    place.add(col(Technical.AT));
    place.add(col(Technical.LOAD));
    place.add(
        when(isSequenced, sequence)
            .otherwise(
                concat(col(Technical.FILE), lit("\u0000"), col(Technical.ROW).cast("string")))
            .as("position"));
    return struct(place.toArray(Column[]::new));
  }

  static Column content() {
    return struct(col(Technical.OP).equalTo("D").as("deletes"), col(Technical.DIGEST).as("digest"));
  }

  static Column origin() {
    return struct(col(Technical.BATCH), col(Technical.FILE), col(Technical.ROW));
  }

  /** Says of how many places, and of which, there is more than one content. */
  Optional<String> conflicts(Dataset<Row> contents) {
    var places = contents.groupBy(PLACE).agg(count(lit(1)).as("_n")).filter(col("_n").gt(1));
    var key = staging.key().stream().map(Identifier::text).toList();
    var shown =
        places
            .select(
                Stream.concat(key.stream(), Stream.of(Technical.AT))
                    .map(name -> col(PLACE).getField(name).cast("string"))
                    .toArray(Column[]::new))
            .orderBy(lit(1))
            .limit(SHOWN)
            .collectAsList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    long number = places.count();
    var examples = shown.stream().map(row -> told(key, row)).collect(Collectors.joining("; "));
    return Optional.of(
        "brings different contents to %d %s where one change stands: %s%s. A delete counts, else the one of the greater digest"
            .formatted(
                number, number == 1 ? "place" : "places", examples, number > SHOWN ? "; …" : ""));
  }

  /** The key as it is stored, masked where it is. */
  private static String told(List<String> key, Row row) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < key.size(); i++) {
      parts.add(key.get(i) + " " + row.getString(i));
    }
    return String.join(", ", parts) + " at " + row.getString(key.size());
  }
}
