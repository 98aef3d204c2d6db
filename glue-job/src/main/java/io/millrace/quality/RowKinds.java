package io.millrace.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;

import io.millrace.pipeline.Status;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a batch, counted by where they land and by all that they violate: one query. */
public final class RowKinds {

  private static final int LONGEST = 40;
  private static final String WAY = "way";
  private static final String WAYS =
      "array<struct<rule:string,column:string,on_fail:string,place:string>>";

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

  /** The kinds of rows of which some may be filtered. */
  public static List<Kind> of(Dataset<Row> rows) {
    var violates = violates();
    return kinds(sound(rows.filter(not(violates))).unionByName(broken(rows.filter(violates))));
  }

  /**
   * The kinds of rows of which none is filtered: what violates nothing is told by the numbers.
   *
   * @param counts how many rows land where
   */
  public static List<Kind> ofUnfiltered(Dataset<Row> rows, Map<Status, Long> counts) {
    var broken = kinds(broken(rows.filter(violates())));
    var left = new TreeMap<>(counts);
    broken.forEach(kind -> left.merge(kind.status(), -kind.rows(), Long::sum));
    var kinds = new ArrayList<>(broken);
    left.forEach(
        (status, sound) -> {
          if (sound > 0) {
            kinds.add(new Kind(status, false, List.of(), sound));
          }
        });
    return kinds;
  }

  /**
   * Most rows violate nothing, and are counted without a look into them: a single field of the
   * violations tells how many there are, and Parquet keeps it apart from the others.
   */
  private static Column violates() {
    var rules = col(Technical.VIOLATIONS).getField("rule");
    return coalesce(size(rules).gt(0), lit(false));
  }

  private static List<Kind> kinds(Dataset<Row> counted) {
    return counted.collectAsList().stream().map(RowKinds::kind).toList();
  }

  private static Dataset<Row> sound(Dataset<Row> rows) {
    var none = lit(null).cast("array<string>");
    return rows.groupBy(col(Technical.STATUS), filtered())
        .agg(count(lit(1)).as("rows"))
        .withColumn(WAY, lit(null).cast(WAYS))
        .withColumn("least", none)
        .withColumn("greatest", none);
  }

  private static Dataset<Row> broken(Dataset<Row> rows) {
    var violations = col(Technical.VIOLATIONS);
    return rows.select(
            col(Technical.STATUS),
            filtered(),
            transform(
                    violations,
                    one ->
                        struct(
                            one.getField("rule").as("rule"),
                            one.getField("column").as("column"),
                            one.getField("on_fail").as("on_fail"),
                            one.getField("place").as("place")))
                .cast(WAYS)
                .as(WAY),
            transform(violations, one -> form(one.getField("value"))).as("forms"))
        .groupBy(Technical.STATUS, Technical.FILTERED, WAY)
        .agg(count(lit(1)).as("rows"), min("forms").as("least"), max("forms").as("greatest"));
  }

  private static Column filtered() {
    return coalesce(col(Technical.FILTERED), lit(false)).as(Technical.FILTERED);
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
    int at = row.fieldIndex(WAY);
    List<Row> way = row.isNullAt(at) ? List.of() : row.getList(at);
    for (int i = 0; i < way.size(); i++) {
      var forms = new LinkedHashSet<String>();
      forms.add(row.<String>getList(row.fieldIndex("least")).get(i));
      forms.add(row.<String>getList(row.fieldIndex("greatest")).get(i));
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
        Status.of(row.getAs(Technical.STATUS)),
        row.getAs(Technical.FILTERED),
        List.copyOf(broken),
        row.getAs("rows"));
  }
}
