package io.millrace.history;

import static org.apache.spark.sql.functions.lit;

import io.millrace.history.reference.Accepted;
import io.millrace.history.reference.Change;
import io.millrace.history.reference.Load;
import io.millrace.history.reference.Source;
import io.millrace.lake.Lake;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Technical;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What was accepted as the change log that the job would hold of it. */
final class Logs {

  private static final Map<String, String> KEY_TYPES = Map.of("code", "string", "region", "string");

  private final SparkSession spark;
  private final Accepted accepted;
  private final Map<String, Map<String, String>> columns;

  /** With the columns but the key of each source, and their types. */
  Logs(SparkSession spark, Accepted accepted, Map<String, Map<String, String>> columns) {
    this.spark = spark;
    this.accepted = accepted;
    this.columns = columns;
  }

  /** The times of the loads that are complete. */
  List<Instant> completeLoads(String name) {
    return accepted.loadsOf(accepted.source(name)).stream()
        .filter(Load::complete)
        .map(load -> instant(load.at()))
        .toList();
  }

  Dataset<Row> of(String name) {
    var source = accepted.source(name);
    var rows = new ArrayList<Row>();
    for (var change : accepted.changesOf(source)) {
      rows.add(row(source, change));
    }
    var loaded = new HashSet<List<Object>>();
    for (var load : accepted.loadsOf(source)) {
      loaded.clear();
      accepted.changesOf(source).stream()
          .filter(change -> change.load() && change.at() == load.at())
          .forEach(change -> loaded.add(change.key()));
      rows.addAll(quarantined(source, load, loaded));
    }
    Collections.shuffle(rows, new Random(rows.size()));
    return spark.createDataFrame(rows, schema(source)).repartition(3);
  }

  /** Adds a source's rows to the log in a lake, as its batch of this number. */
  void land(String name, Location lake, int batch) {
    of(name)
        .withColumn(Technical.BATCH, lit((long) batch))
        .coalesce(1)
        .write()
        .format("delta")
        .option("txnAppId", "millrace/batch")
        .option("txnVersion", batch)
        .partitionBy(Technical.STATUS)
        .mode("append")
        .save(lake.child("staging/" + name).text());
    if (accepted.source(name).replaces()) {
      var files = new LoadFiles(TableName.of(name), batch, accepted.loadsOf(accepted.source(name)));
      files.record(new Lake(spark, lake, Fence.ALONE));
    }
  }

  static String keyType(String column) {
    return KEY_TYPES.getOrDefault(column, "bigint");
  }

  private StructType schema(Source source) {
    var schema =
        StructType.fromDDL(
            "_op string, _at timestamp, _load boolean, _position array<string>, _file string,"
                + " _row bigint, _effective timestamp, _filtered boolean, _digest bigint,"
                + " _status string");
    var before = new StructType();
    for (var key : source.key()) {
      before = before.add(key, keyType(key));
      schema = schema.add(key, keyType(key));
    }
    for (var column : columns.get(source.name()).entrySet()) {
      schema =
          schema.add(
              column.getKey(), org.apache.spark.sql.types.DataType.fromDDL(column.getValue()));
    }
    return schema.add(Technical.KEY_BEFORE, before);
  }

  private Row row(Source source, Change change) {
    var values = new ArrayList<Object>();
    Collections.addAll(values, change.op().name(), instant(change.at()), change.load());
    values.add(source.sequence() ? position(change) : new String[0]);
    Collections.addAll(values, change.file(), change.row());
    values.add(change.effective() == null ? null : instant(change.effective()));
    Collections.addAll(values, change.filtered(), change.digest(), "accepted");
    values.addAll(change.key());
    for (var column : columns.get(source.name()).keySet()) {
      values.add(spark(change.values().get(column)));
    }
    values.add(change.keyBefore() == null ? null : RowFactory.create(change.keyBefore().toArray()));
    return RowFactory.create(values.toArray());
  }

  private static String[] position(Change change) {
    return change.position().isEmpty()
        ? new String[] {""}
        : change.position().toArray(String[]::new);
  }

  /** The rows of a load of which nothing but the key was taken. */
  private List<Row> quarantined(Source source, Load load, Set<List<Object>> taken) {
    var rows = new ArrayList<Row>();
    for (var key : load.keys()) {
      if (!taken.contains(key)) {
        var row = Change.loaded(source.name(), key.toArray()).at(load.at());
        var values = new Object[row(source, row).size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = row(source, row).get(i);
        }
        values[9] = "quarantined";
        rows.add(RowFactory.create(values));
      }
    }
    return rows;
  }

  private static Object spark(Object value) {
    return value instanceof Map<?, ?> map ? RowFactory.create(map.values().toArray()) : value;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
