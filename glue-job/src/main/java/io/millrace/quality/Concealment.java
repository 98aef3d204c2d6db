package io.millrace.quality;

import io.millrace.pipeline.Identifier;
import org.apache.spark.sql.Column;

/** What may be shown of a column's value outside the column: the text itself, or a mask of it. */
@FunctionalInterface
public interface Concealment {

  Column of(Identifier column, Column text);
}
