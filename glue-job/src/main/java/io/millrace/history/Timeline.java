package io.millrace.history;

import static org.apache.spark.sql.functions.col;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Technical;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The versions that a key's states fold into (rule 9). */
public final class Timeline {

  public static final String VALID_FROM = "valid_from";
  public static final String VALID_TO = "valid_to";
  public static final String IS_CURRENT = "is_current";

  /** From when on a version is valid whose real begin is unknown. */
  public static final Timestamp BEGINNING = Timestamp.from(Instant.parse("1900-01-01T00:00:00Z"));

  private Timeline() {}

  /** Which columns open a version, and which show the latest value everywhere. */
  public record Shape(List<Identifier> key, List<Identifier> track, List<Identifier> overwrite) {}

  public static Dataset<Row> of(Dataset<Row> states, Shape shape) {
    var own = new StructType();
    for (var field : states.schema().fields()) {
      boolean isTold = !Technical.isTechnical(field.name()) || States.KEPT.contains(field.name());
      own = isTold ? own.add(field.name(), field.dataType()) : own;
    }
    var order = new ArrayList<>(Keys.columns(shape.key()));
    order.add(col(States.FROM).desc());
    var told = new ArrayList<>(List.of(own.fieldNames()));
    told.addAll(List.of(States.FROM, States.UNTIL));
    var latestFirst =
        states
            .filter(col(States.LIVE))
            .select(told.stream().map(functions::col).toArray(Column[]::new))
            .repartition(Keys.columns(shape.key()).toArray(Column[]::new))
            .sortWithinPartitions(order.toArray(Column[]::new));
    var rules =
        new VersionFold.Rules(
            own.size(),
            States.positions(own, shape.track()),
            States.positions(own, shape.overwrite()));
    var versions =
        own.add(VALID_FROM, DataTypes.TimestampType).add(VALID_TO, DataTypes.TimestampType);
    var key = States.positions(own, shape.key());
    return KeyedFold.of(latestFirst, key, versions, () -> new VersionFold(rules));
  }
}
