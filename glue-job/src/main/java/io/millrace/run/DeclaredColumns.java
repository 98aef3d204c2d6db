package io.millrace.run;

import io.millrace.pipeline.Staging;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of change logs as configurations declare them, worked out once for all runs that
 * share this: Spark has to analyse every check and transform for it.
 */
public final class DeclaredColumns {

  private final Map<Staging, StructType> known = new ConcurrentHashMap<>();

  StructType of(Staging staging, Workplace workplace) {
    return known.computeIfAbsent(staging, it -> DeclaredLog.schema(workplace, it));
  }
}
