package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The columns of a dimension: {@code from} → join → the columns it has, and its own.
 *
 * @param joined those of {@code from} and the joined ones
 * @param key its business key
 * @param attributes those of them that the dimension has
 * @param result what comes out: keys, attributes, interval
 */
public record DimensionFlow(
    Columns joined, List<Identifier> key, Columns attributes, Columns result) {

  /** What a generated dimension of days has. */
  static final List<Attribute> CALENDAR =
      List.of(
          Attribute.of("date", "date"),
          Attribute.of("year", "int"),
          Attribute.of("quarter", "int"),
          Attribute.of("month", "int"),
          Attribute.of("month_name", "string"),
          Attribute.of("iso_week", "int"),
          Attribute.of("day_of_month", "int"),
          Attribute.of("iso_day_of_week", "int"),
          Attribute.of("day_name", "string"),
          Attribute.of("is_weekend", "boolean"));

  static DimensionFlow of(Dimension dimension, Flow flow) {
    if (dimension.generate().isPresent()) {
      var calendar = Columns.of(CALENDAR);
      var out = new ArrayList<Attribute>();
      out.add(Attribute.of("date_key", "bigint"));
      out.addAll(CALENDAR);
      return new DimensionFlow(calendar, List.of(Identifier.of("date")), calendar, Columns.of(out));
    }
    var joined = flow.joined(dimension.from(), dimension.join());
    var key = flow.key(dimension.key(), dimension.from());
    var attributes = attributes(dimension, key, joined);
    return new DimensionFlow(joined, key, attributes, result(dimension, attributes));
  }

  private static Columns attributes(Dimension dimension, List<Identifier> key, Columns joined) {
    var chosen = new LinkedHashSet<>(key);
    chosen.addAll(
        dimension.columns().isEmpty() ? joined.attributes().keySet() : dimension.columns());
    return joined.only(chosen);
  }

  private static Columns result(Dimension dimension, Columns attributes) {
    var out = new ArrayList<>(ownBefore(dimension));
    out.addAll(attributes.all());
    out.addAll(ownAfter(dimension));
    return new Columns(Columns.of(out).attributes(), attributes.open());
  }

  /** The keys that it makes itself. */
  static List<Attribute> ownBefore(Dimension dimension) {
    return List.of(
        Attribute.of(keyName(dimension), "bigint"),
        Attribute.of(role(dimension) + "_durable_key", "bigint"));
  }

  /** What it says of each row itself. */
  static List<Attribute> ownAfter(Dimension dimension) {
    return switch (dimension.history()) {
      case SCD1 ->
          List.of(Attribute.of("is_deleted", "boolean"), Attribute.of("is_inferred", "boolean"));
      case SCD2 ->
          List.of(
              Attribute.of("valid_from", "timestamp"),
              Attribute.of("valid_to", "timestamp"),
              Attribute.of("is_current", "boolean"),
              Attribute.of("is_inferred", "boolean"));
    };
  }

  /** {@code dim_customer} → {@code customer_key}. */
  static String keyName(Dimension dimension) {
    return role(dimension) + "_key";
  }

  private static String role(Dimension dimension) {
    return dimension.dimension().role();
  }
}
