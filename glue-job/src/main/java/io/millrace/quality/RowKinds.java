package io.millrace.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;

import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a batch, counted by where they land and by all that they violate: one query. */
public final class RowKinds {

  private static final int LONGEST = 40;
  private static final String WAY = "way";

  /** A violation of a kind of rows, and how such values look. */
  public record Broken(
      String rule, String column, String onFail, String place, Set<String> forms) {}

  /** Rows that land in one place and violate the same. */
  public record Kind(Status status, boolean filtered, List<Broken> broken, long rows) {

    public boolean has(Enum<?> onFail) {
      return broken.stream().anyMatch(one -> one.onFail().equals(Finding.text(onFail)));
    }
  }

  private RowKinds() {}

  public static List<Kind> of(Dataset<Row> rows) {
    var violations = col(Technical.VIOLATIONS);
    var told =
        rows.select(
            col(Technical.STATUS),
            coalesce(col(Technical.FILTERED), lit(false)).as(Technical.FILTERED),
            transform(
                    violations,
                    one ->
                        struct(
                            one.getField("rule").as("rule"),
                            one.getField("column").as("column"),
                            one.getField("on_fail").as("on_fail"),
                            one.getField("place").as("place")))
                .as(WAY),
            transform(violations, one -> form(one.getField("value"))).as("forms"));
    return told
        .groupBy(Technical.STATUS, Technical.FILTERED, WAY)
        .agg(count(lit(1)).as("rows"), min("forms").as("least"), max("forms").as("greatest"))
        .collectAsList()
        .stream()
        .map(RowKinds::kind)
        .toList();
  }

  /** How a value looks without saying what it is: x for a letter, 9 for a digit. */
  private static Column form(Column value) {
    var text = substring(value, 1, LONGEST);
    var upper = regexp_replace(text, "\\p{Lu}", "X");
    var letters = regexp_replace(upper, "(?!X)\\p{L}", "x");
    return coalesce(regexp_replace(letters, "\\p{N}", "9"), lit("null"));
  }

  private static Kind kind(Row row) {
    var broken = new ArrayList<Broken>();
    List<Row> way = row.isNullAt(2) ? List.of() : row.getList(2);
    for (int i = 0; i < way.size(); i++) {
      var forms = new LinkedHashSet<String>();
      forms.add(row.<String>getList(4).get(i));
      forms.add(row.<String>getList(5).get(i));
      var one = way.get(i);
      broken.add(
          new Broken(
              one.getAs("rule"),
              one.getAs("column"),
              one.getAs("on_fail"),
              one.getAs("place"),
              forms));
    }
    return new Kind(
        Status.of(row.getString(0)), row.getBoolean(1), List.copyOf(broken), row.getLong(3));
  }
}
