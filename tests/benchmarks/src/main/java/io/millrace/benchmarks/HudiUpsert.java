package io.millrace.benchmarks;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * The upsert of DMS changes as Hudi documents it, with its payload for DMS: the latest row of each
 * key, deletes taken out, and no history.
 */
record HudiUpsert(String folder) {

  private static final Map<String, String> TABLE =
      Map.of(
          "hoodie.table.name", "customers",
          "hoodie.datasource.write.recordkey.field", "customer_id",
          "hoodie.datasource.write.precombine.field", "updated_at",
          "hoodie.datasource.write.keygenerator.class",
              "org.apache.hudi.keygen.NonpartitionedKeyGenerator",
          "hoodie.datasource.write.payload.class",
              "org.apache.hudi.common.model.AWSDmsAvroPayload");

  void create(Dataset<Row> log) {
    write(log, "bulk_insert", SaveMode.Overwrite);
  }

  void upsert(Dataset<Row> batch) {
    write(batch, "upsert", SaveMode.Append);
  }

  private void write(Dataset<Row> changes, String operation, SaveMode mode) {
    changes
        .selectExpr(
            "_op AS Op",
            "customer_id",
            "email",
            "full_name",
            "birth_date",
            "tier",
            "status",
            "country_code",
            "credit_limit",
            "bio",
            "updated_at")
        .write()
        .format("hudi")
        .options(TABLE)
        .option("hoodie.datasource.write.operation", operation)
        .mode(mode)
        .save(folder);
  }
}
