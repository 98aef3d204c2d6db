package io.millrace.warehouse;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.TableName;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * A table that Redshift serves: its columns, what tells its rows apart, how it is laid out.
 *
 * @param hasVersions whether rows are versions, of which {@code is_current} marks the present ones
 */
public record ServedTable(
    TableName name,
    StructType columns,
    List<String> key,
    Optional<Identifier> distkey,
    List<Identifier> sortkey,
    boolean hasVersions) {

  public ServedTable {
    key = List.copyOf(key);
    sortkey = List.copyOf(sortkey);
  }
}
