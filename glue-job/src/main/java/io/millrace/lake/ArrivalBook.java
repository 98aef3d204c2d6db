package io.millrace.lake;

import io.millrace.cdc.Arrival;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What came of every file: told by the change logs, and written down so that they need not be read
 * for it again; and the files that could not be read.
 */
public final class ArrivalBook {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "source string, batch bigint, file string, rows bigint, earliest timestamp,"
              + " latest timestamp, keyless bigint, contents string, set_aside string,"
              + " recorded_at timestamp, restated bigint");

  private static final String RESTATED = "restated";

  private final DeltaFolder folder;

  ArrivalBook(SparkSession spark, Location location, Fence fence) {
    this.folder = new DeltaFolder(spark, location, fence);
  }

  /**
   * All arrivals by source, as they were written down; without what was told by a log that has been
   * restated since, and can be told anew.
   *
   * @param restated how often a source's log has been restated so far
   */
  public Map<TableName, List<Arrival>> read(ToLongFunction<TableName> restated) {
    if (!folder.exists()) {
      return Map.of();
    }
    var times = new HashMap<TableName, Long>();
    return folder.rows(SCHEMA).stream()
        .sorted(Comparator.comparing(row -> row.<Timestamp>getAs("recorded_at")))
        .filter(
            row ->
                row.getAs("set_aside") != null
                    || number(row)
                        >= times.computeIfAbsent(
                            TableName.of(row.getAs("source")), restated::applyAsLong))
        .map(ArrivalBook::arrival)
        .collect(Collectors.groupingBy(Arrival::source, TreeMap::new, Collectors.toList()));
  }

  /** Writes arrivals down, all in one commit. */
  public void record(List<Arrival> arrivals, ToLongFunction<TableName> restated, Instant now) {
    var rows = new ArrayList<Row>();
    for (var arrival : arrivals) {
      rows.add(
          RowFactory.create(
              arrival.source().text(),
              arrival.batch(),
              arrival.file(),
              arrival.rows(),
              arrival.earliest().map(Timestamp::from).orElse(null),
              arrival.latest().map(Timestamp::from).orElse(null),
              arrival.keyless(),
              arrival.contents(),
              arrival.setAside().orElse(null),
              Timestamp.from(now),
              restated.applyAsLong(arrival.source())));
    }
    folder.append(rows, SCHEMA);
  }

  private static long number(Row row) {
    Long number = row.getAs(RESTATED);
    return number == null ? 0 : number;
  }

  private static Arrival arrival(Row row) {
    return new Arrival(
        TableName.of(row.getAs("source")),
        row.getAs("batch"),
        row.getAs("file"),
        row.getAs("rows"),
        Optional.ofNullable(row.<Timestamp>getAs("earliest")).map(Timestamp::toInstant),
        Optional.ofNullable(row.<Timestamp>getAs("latest")).map(Timestamp::toInstant),
        row.getAs("keyless"),
        row.getAs("contents"),
        Optional.ofNullable(row.getAs("set_aside")));
  }
}
