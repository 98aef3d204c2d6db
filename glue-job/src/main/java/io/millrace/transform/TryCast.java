package io.millrace.transform;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.DataType;
import scala.Option;

/** A cast that gives null where the value does not fit, whatever the session's mode. */
final class TryCast {

  private TryCast() {}

  static Column of(Column value, DataType type) {
    return new Column(new Cast(value.expr(), type, Option.empty(), EvalMode.TRY()));
  }
}
