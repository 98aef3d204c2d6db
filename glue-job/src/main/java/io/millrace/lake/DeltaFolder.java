package io.millrace.lake;

import io.delta.tables.DeltaTable;
import io.millrace.pipeline.Location;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;

/** A Delta table by its folder. */
record DeltaFolder(SparkSession spark, Location folder) {

  boolean exists() {
    return DeltaTable.isDeltaTable(spark, folder.text());
  }

  /** Makes the table when it is not there. */
  void create(StructType schema, String... partitions) {
    DeltaTable.createIfNotExists(spark)
        .location(folder.text())
        .addColumns(nullable(schema))
        .partitionedBy(partitions)
        .execute();
  }

  Dataset<Row> read() {
    return spark.read().format("delta").load(folder.text());
  }

  DeltaTable table() {
    return DeltaTable.forPath(spark, folder.text());
  }

  DeltaLog log() {
    return DeltaLog.forTable(spark, folder.text());
  }

  private static StructType nullable(StructType schema) {
    return schema.asNullable();
  }
}
