package io.millrace.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Location;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A table of the lake held against what Redshift serves of it: by counts and checksums of its
 * parts, then, in the parts that differ, row by row.
 */
final class Comparison {

  private static final String PART = "_part";
  private static final String MARK = "_mark";
  private static final String MARK_THERE = "_mark_there";

  /** How many rows a part has, and the sum of their marks. */
  private record Checksum(long rows, BigDecimal marks) {}

  private final Session session;
  private final ServedTable table;
  private final String target;
  private final Fingerprint fingerprint;

  Comparison(Session session, Names names, ServedTable table) {
    this.session = session;
    this.table = table;
    this.target = names.target(table);
    this.fingerprint = new Fingerprint(table.columns());
  }

  /** What differs, if anything. */
  record Difference(long rowsInLake, long rowsThere, Dataset<Row> changes) {}

  /**
   * The rows that Redshift lacks or has otherwise, and the keys of those that it should not have:
   * each with what is to be done about it.
   *
   * @param scratch a folder of its own for what is read from Redshift
   */
  Difference of(Dataset<Row> lake, Location scratch) {
    var marked =
        lake.select(columns(fingerprint.names()))
            .withColumn(MARK, Fingerprint.mark(fingerprint.text(fingerprint.names())))
            .withColumn(PART, Fingerprint.part(fingerprint.text(table.key())));
    var there = checksumsThere();
    long rowsThere = there.values().stream().mapToLong(Checksum::rows).sum();
    if (rowsThere == 0) {
      var all = marked.drop(MARK, PART).withColumn(ChangeSet.CHANGE, lit(ChangeSet.OPEN));
      return new Difference(lake.count(), 0, all);
    }
    var here = checksums(marked);
    long rowsHere = here.values().stream().mapToLong(Checksum::rows).sum();
    var parts = new TreeSet<Integer>();
    parts.addAll(here.keySet());
    parts.addAll(there.keySet());
    parts.removeIf(part -> here.containsKey(part) && here.get(part).equals(there.get(part)));
    if (parts.isEmpty()) {
      var none = marked.drop(MARK, PART).withColumn(ChangeSet.CHANGE, lit("")).limit(0);
      return new Difference(rowsHere, rowsThere, none);
    }
    var some = marked.filter(col(PART).isin(parts.toArray())).drop(PART);
    return new Difference(
        rowsHere, rowsThere, changes(some, marksThere(parts, scratch, lake.sparkSession())));
  }

  private Dataset<Row> changes(Dataset<Row> here, Dataset<Row> there) {
    var names = columns(fingerprint.names());
    var same = scala.collection.JavaConverters.asScalaBuffer(table.key());
    var joined = here.join(there, same, "left");
    var known = col(MARK_THERE).isNotNull();
    var changed =
        joined
            .filter(functions.not(col(MARK).eqNullSafe(col(MARK_THERE))))
            .withColumn(
                ChangeSet.CHANGE,
                functions.when(known, lit(ChangeSet.AMEND)).otherwise(lit(ChangeSet.OPEN)));
    var gone =
        there
            .join(here.select(columns(table.key())), same, "left_anti")
            .withColumn(ChangeSet.CHANGE, lit(ChangeSet.WITHDRAW))
            .drop(MARK_THERE);
    var withChange = Arrays.copyOf(names, names.length + 1);
    withChange[names.length] = col(ChangeSet.CHANGE);
    return changed.select(withChange).unionByName(gone, true);
  }

  private static Map<Integer, Checksum> checksums(Dataset<Row> marked) {
    var checksums = new TreeMap<Integer, Checksum>();
    var summed = sum(col(MARK).cast("decimal(38,0)"));
    for (var row : marked.groupBy(PART).agg(count(lit(1)), summed).collectAsList()) {
      checksums.put(row.getInt(0), new Checksum(row.getLong(1), row.getDecimal(2)));
    }
    return checksums;
  }

  private Map<Integer, Checksum> checksumsThere() {
    var checksums = new TreeMap<Integer, Checksum>();
    session.each(
        Sql.of("checksums", slots()),
        row ->
            checksums.put(
                row.getInt(1), new Checksum(row.getLong(2), row.getBigDecimal(3).setScale(0))));
    return checksums;
  }

  private Dataset<Row> marksThere(Set<Integer> parts, Location scratch, SparkSession spark) {
    var slots = slots();
    slots.put("columns", Names.list(table.key()));
    slots.put("some", parts.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    return new KeysThere(session, table).read(Sql.of("marks", slots), MARK_THERE, scratch, spark);
  }

  private Map<String, String> slots() {
    var slots = new LinkedHashMap<String, String>();
    slots.put("target", target);
    slots.put("key", fingerprint.sql(table.key()));
    slots.put("row", fingerprint.sql(fingerprint.names()));
    slots.put("parts", String.valueOf(Fingerprint.PARTS));
    return slots;
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
  }
}
