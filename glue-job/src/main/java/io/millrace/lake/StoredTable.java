package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Technical;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A dimension, fact or mirror as it is stored: rows with the sequence that last changed them, and
 * beside them the keys of rows that were withdrawn.
 */
public final class StoredTable {

  private final DeltaFolder table;
  private final DeltaFolder withdrawn;

  StoredTable(SparkSession spark, Location folder, Location withdrawn) {
    this.table = new DeltaFolder(spark, folder);
    this.withdrawn = new DeltaFolder(spark, withdrawn);
  }

  public boolean exists() {
    return table.exists();
  }

  public Dataset<Row> read() {
    return table.read();
  }

  /** Brings the table to what was computed; says how many rows were opened, amended, withdrawn. */
  public Map<String, Long> apply(Dataset<Row> computed, List<String> key, LongSupplier sequence) {
    return applyWhere(lit(true), computed, key, sequence);
  }

  /** Brings those of the table's rows that meet a condition to what was computed. */
  public Map<String, Long> applyWhere(
      Column part, Dataset<Row> computed, List<String> key, LongSupplier sequence) {
    var target = computed.withColumn(Technical.SEQUENCE, lit(0L));
    table.create(target.schema());
    table.extend(target.schema());
    var names = key.stream().map(functions::col).toArray(Column[]::new);
    withdrawn.create(target.select(names).withColumn(Technical.SEQUENCE, lit(0L)).schema());
    var changes = ChangeSet.between(table.read().filter(part), computed, key).persist();
    try {
      var counts = counts(changes);
      if (!counts.isEmpty()) {
        merge(changes, key, counts, sequence.getAsLong());
      }
      return counts;
    } finally {
      changes.unpersist();
    }
  }

  private static Map<String, Long> counts(Dataset<Row> changes) {
    var counts = new LinkedHashMap<String, Long>();
    for (var row :
        changes.groupBy(ChangeSet.CHANGE).count().orderBy(ChangeSet.CHANGE).collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }

  private void merge(
      Dataset<Row> changes, List<String> key, Map<String, Long> counts, long sequence) {
    var stamped = changes.withColumn(Technical.SEQUENCE, lit(sequence));
    if (counts.containsKey(ChangeSet.WITHDRAW)) {
      // Before the table itself: a crash between the two names rows that are still there, and
      // the next diff withdraws them again.
      var keys = new java.util.ArrayList<>(key);
      keys.add(Technical.SEQUENCE);
      stamped
          .filter(col(ChangeSet.CHANGE).equalTo(ChangeSet.WITHDRAW))
          .select(keys.stream().map(functions::col).toArray(Column[]::new))
          .write()
          .format("delta")
          .mode("append")
          .save(withdrawn.folder().text());
    }
    if (counts.keySet().equals(java.util.Set.of(ChangeSet.OPEN))) {
      stamped
          .drop(ChangeSet.CHANGE)
          .write()
          .format("delta")
          .mode("append")
          .save(table.folder().text());
      return;
    }
    Column same =
        key.stream()
            .map(name -> col("stored." + name).equalTo(col("now." + name)))
            .reduce(Column::and)
            .orElseThrow();
    var values = new LinkedHashMap<String, Column>();
    for (var name : stamped.drop(ChangeSet.CHANGE).columns()) {
      values.put(name, col("now." + name));
    }
    table
        .table()
        .as("stored")
        .merge(stamped.as("now"), same)
        .whenMatched(col("now." + ChangeSet.CHANGE).equalTo(ChangeSet.WITHDRAW))
        .delete()
        .whenMatched()
        .update(values)
        .whenNotMatched(col("now." + ChangeSet.CHANGE).notEqual(ChangeSet.WITHDRAW))
        .insert(values)
        .execute();
  }

  /** The rows that were changed after this sequence, each with what has to be done with it. */
  public Dataset<Row> changedAfter(long sequence, List<String> key) {
    var live =
        table
            .read()
            .filter(col(Technical.SEQUENCE).gt(sequence))
            .withColumn(ChangeSet.CHANGE, lit(ChangeSet.AMEND));
    var names = key.stream().map(functions::col).toArray(Column[]::new);
    var gone =
        withdrawn
            .read()
            .filter(col(Technical.SEQUENCE).gt(sequence))
            .select(names)
            .distinct()
            .join(
                table.read().select(names),
                scala.collection.JavaConverters.asScalaBuffer(key),
                "left_anti")
            .withColumn(ChangeSet.CHANGE, lit(ChangeSet.WITHDRAW));
    return live.unionByName(gone, true);
  }
}
