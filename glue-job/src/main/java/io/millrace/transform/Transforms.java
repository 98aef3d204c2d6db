package io.millrace.transform;

import io.millrace.pipeline.Step;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A list of steps, each seeing what the one before it made. */
public final class Transforms {

  private Transforms() {}

  public static Dataset<Row> transformed(Dataset<Row> rows, List<Step> steps) {
    var result = rows;
    for (var step : steps) {
      result = step.transform().match(new TransformKinds(result));
    }
    return result;
  }
}
