package io.millrace.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;

/** Values as text that no other values share: each with its length before it, null as null. */
public final class Canonical {

  private Canonical() {}

  public static Column text(Column value) {
    var text = value.cast("string");
    return coalesce(concat(length(text).cast("string"), lit(":"), text), lit("-"));
  }
}
