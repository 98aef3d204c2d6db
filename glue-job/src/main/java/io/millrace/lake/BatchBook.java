package io.millrace.lake;

import io.millrace.cdc.Batch;
import io.millrace.cdc.SourceFile;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Every batch that was ever taken, file by file: written down before it is read. */
public final class BatchBook {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "source string, batch bigint, path string, file string, size bigint, modified timestamp,"
              + " recorded_at timestamp");

  private final DeltaFolder folder;

  BatchBook(SparkSession spark, Location location, Fence fence) {
    this.folder = new DeltaFolder(spark, location, fence);
  }

  /** All batches by source, oldest first. */
  public Map<TableName, List<Batch>> read() {
    if (!folder.exists()) {
      return Map.of();
    }
    var rows = new ArrayList<>(folder.rows(SCHEMA));
    rows.sort(Comparator.comparing(row -> row.<String>getAs("file")));
    var batches = new TreeMap<TableName, List<Batch>>();
    rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> TableName.of(row.getAs("source")),
                TreeMap::new,
                Collectors.groupingBy(
                    row -> row.<Long>getAs("batch"), TreeMap::new, Collectors.toList())))
        .forEach(
            (source, byNumber) ->
                byNumber.forEach(
                    (number, files) ->
                        batches
                            .computeIfAbsent(source, name -> new ArrayList<>())
                            .add(
                                new Batch(
                                    source,
                                    number,
                                    files.get(0).<Timestamp>getAs("recorded_at").toInstant(),
                                    files.stream().map(BatchBook::file).toList()))));
    return batches;
  }

  /** Writes new batches down, all in one commit. */
  public void record(List<Batch> batches) {
    var rows = new ArrayList<Row>();
    for (var batch : batches) {
      for (var file : batch.files()) {
        rows.add(
            RowFactory.create(
                batch.source().text(),
                batch.number(),
                file.path(),
                file.file(),
                file.size(),
                Timestamp.from(file.modified()),
                Timestamp.from(batch.listed())));
      }
    }
    folder.append(rows, SCHEMA);
  }

  private static SourceFile file(Row row) {
    return new SourceFile(
        row.getAs("path"),
        row.getAs("file"),
        row.<Long>getAs("size"),
        row.<Timestamp>getAs("modified").toInstant());
  }
}
