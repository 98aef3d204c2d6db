package io.millrace.transform;

import io.millrace.pipeline.Step;
import io.millrace.pipeline.Transform;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A list of steps, each seeing what the one before it made. */
public final class Transforms {

  private Transforms() {}

  /** Whether a step may find a value that it cannot read, which is then a violation of its row. */
  public static boolean mayLose(List<Step> steps) {
    return steps.stream()
        .map(Step::transform)
        .anyMatch(it -> it instanceof Transform.Cast || it instanceof Transform.ParseDate);
  }

  public static Dataset<Row> transformed(Dataset<Row> rows, List<Step> steps) {
    var result = rows;
    for (var step : steps) {
      result = step.transform().match(new TransformKinds(result));
    }
    return result;
  }
}
