package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Technical;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A dimension, fact or mirror as it is stored: rows with the sequence that last changed them, and
 * beside them the keys of rows that were withdrawn.
 */
public final class StoredTable {

  /** Where a stored row lies, and the sequence that last changed it. */
  private static final List<String> PLACE =
      List.of(TableCommit.STORED_IN, TableCommit.STORED_AT, "_stored_seq");

  private final DeltaFolder table;
  private final DeltaFolder withdrawn;

  StoredTable(SparkSession spark, Location folder, Location withdrawn, Fence fence) {
    this.table = new DeltaFolder(spark, folder, fence);
    this.withdrawn = new DeltaFolder(spark, withdrawn, fence);
  }

  public boolean exists() {
    return table.exists();
  }

  public Dataset<Row> read() {
    return table.readThrough();
  }

  /** What tells the table from one that is made anew in its place. */
  public String id() {
    return table.snapshot().metadata().id();
  }

  /** The rows as readers are shown them, without the columns that the job keeps for itself. */
  public Dataset<Row> shown() {
    return shown(read());
  }

  private static Dataset<Row> shown(Dataset<Row> rows) {
    return rows.drop(
        Arrays.stream(rows.columns()).filter(Technical::isTechnical).toArray(String[]::new));
  }

  /** What the table was last computed from; empty before there is one. */
  public Optional<Origin> origin() {
    return table.exists() ? Optional.of(Origin.of(table.snapshot())) : Optional.empty();
  }

  /** The rows that were changed after this sequence; those withdrawn since are not among them. */
  public Dataset<Row> rowsAfter(long sequence) {
    return table.read().filter(col(Technical.SEQUENCE).gt(sequence));
  }

  /** The keys of the rows that were withdrawn after this sequence, if any ever were. */
  public Optional<Dataset<Row>> keysWithdrawnAfter(long sequence) {
    return withdrawn.exists()
        ? Optional.of(withdrawn.read().filter(col(Technical.SEQUENCE).gt(sequence)))
        : Optional.empty();
  }

  /**
   * What would have to change for the table, or a part of it, to be what was computed: empty where
   * nothing is stored yet, and everything computed is to be opened.
   */
  public Optional<Dataset<Row>> changes(Update update) {
    if (!table.exists()) {
      return Optional.empty();
    }
    var stored = located();
    var wanted = update.computed().schema();
    requireSameTypes(stored.schema(), wanted);
    var part = filledUp(update.part().apply(stored), wanted);
    return Optional.of(ChangeSet.between(part, update.computed(), update.key(), PLACE));
  }

  /** Lets large files keep what is taken out of them; before their rows are {@link #located}. */
  public void allowMarks() {
    if (table.exists()) {
      TableCommit.allowMarks(table);
    }
  }

  /** The rows that are stored, each with its place: what a part may be taken from. */
  public Dataset<Row> located() {
    var number =
        TableCommit.hasMarks(table.snapshot())
            ? col("_metadata.row_index")
            : lit(null).cast("bigint");
    return read()
        .withColumn(TableCommit.STORED_IN, col("_metadata.file_path"))
        .withColumn(TableCommit.STORED_AT, number)
        .withColumnRenamed(Technical.SEQUENCE, "_stored_seq");
  }

  /**
   * Brings the table to what was computed, in one commit that also keeps what it was computed from;
   * says how many rows were opened, amended, withdrawn.
   */
  public Map<String, Long> apply(Update update, LongSupplier sequence) {
    return apply(update, sequence, rows -> {});
  }

  /**
   * Does so unless {@code judge} throws: it sees the rows that are about to change, before anybody
   * else does.
   */
  public Map<String, Long> apply(
      Update update, LongSupplier sequence, Consumer<Dataset<Row>> judge) {
    allowMarks();
    var commit = new TableCommit(table, update.computed().schema(), update.origin());
    var changes = changes(update);
    if (changes.isEmpty()) {
      long number = sequence.getAsLong();
      commit.changing(number, false);
      var rows = update.computed().withColumn(Technical.SEQUENCE, lit(number));
      long opened = commit.append(rows, judge);
      return opened == 0 ? Map.of() : Map.of(ChangeSet.OPEN, opened);
    }
    var found = changes.get().persist();
    try {
      var counts = new TreeMap<String, Long>();
      var touched = new TreeMap<String, Long>();
      var groups = found.groupBy(ChangeSet.CHANGE, TableCommit.STORED_IN).count();
      for (var row : groups.collectAsList()) {
        counts.merge(row.getString(0), row.getLong(2), Long::sum);
        if (!row.isNullAt(1)) {
          touched.merge(row.getString(1), row.getLong(2), Long::sum);
        }
      }
      if (counts.isEmpty()) {
        commit.unchanged();
        return counts;
      }
      if (counts.containsKey(ChangeSet.OPEN)) {
        judge.accept(found);
      }
      boolean isNews = counts.keySet().stream().anyMatch(change -> !change.equals(ChangeSet.KEEP));
      long number = isNews ? sequence.getAsLong() : 0;
      if (isNews && update.isNews()) {
        boolean loses =
            counts.containsKey(ChangeSet.AMEND) || counts.containsKey(ChangeSet.WITHDRAW);
        commit.changing(number, loses);
      }
      replace(commit, found, touched, update.key(), counts, number);
      counts.remove(ChangeSet.KEEP);
      return counts;
    } finally {
      found.unpersist();
    }
  }

  /** Keeps that nothing would change if the table were computed again. */
  public void keep(Origin origin) {
    new TableCommit(table, new StructType(), origin).unchanged();
  }

  private void replace(
      TableCommit commit,
      Dataset<Row> changes,
      Map<String, Long> touched,
      List<String> key,
      Map<String, Long> counts,
      long sequence) {
    var stamped =
        changes.withColumn(
            Technical.SEQUENCE,
            when(col(ChangeSet.CHANGE).equalTo(ChangeSet.KEEP), col("_stored_seq"))
                .otherwise(lit(sequence)));
    var gone = col(ChangeSet.CHANGE).equalTo(ChangeSet.WITHDRAW);
    if (counts.containsKey(ChangeSet.WITHDRAW)) {
      // Before the table itself: a crash between the two names rows that are still there, and
      // the next diff withdraws them again.
      var names = new ArrayList<>(key);
      names.add(Technical.SEQUENCE);
      withdrawn.append(stamped.filter(gone).select(columns(names)));
    }
    var now = stamped.filter(functions.not(gone)).drop(ChangeSet.CHANGE);
    var replaced = changes.filter(col(TableCommit.STORED_IN).isNotNull());
    commit.replace(touched, replaced, key, now.drop(PLACE.toArray(String[]::new)));
  }

  /** The rows that were changed after this sequence, each with what has to be done with it. */
  public Dataset<Row> changedAfter(long sequence, List<String> key) {
    var live = shown(rowsAfter(sequence)).withColumn(ChangeSet.CHANGE, lit(ChangeSet.AMEND));
    var gone =
        keysWithdrawnAfter(sequence)
            .map(
                keys ->
                    keys.select(columns(key))
                        .distinct()
                        .join(read().select(columns(key)), names(key), "left_anti")
                        .withColumn(ChangeSet.CHANGE, lit(ChangeSet.WITHDRAW)));
    return gone.map(keys -> live.unionByName(keys, true)).orElse(live);
  }

  private static Dataset<Row> filledUp(Dataset<Row> stored, StructType wanted) {
    var columns = new LinkedHashMap<String, Column>();
    for (var field : DeltaFolder.missing(stored.schema(), wanted)) {
      columns.put(field.name(), lit(null).cast(field.dataType()));
    }
    return stored.withColumns(columns);
  }

  private void requireSameTypes(StructType stored, StructType wanted) {
    for (var field : wanted.fields()) {
      Arrays.stream(stored.fields())
          .filter(old -> old.name().equalsIgnoreCase(field.name()))
          .filter(old -> !old.dataType().asNullable().equals(field.dataType().asNullable()))
          .findFirst()
          .ifPresent(
              old -> {
                throw new Failure(
                    Failure.Kind.CONFIGURATION,
                    "%s of %s is stored as %s and would now be %s%n    declare it as it was; or remove that folder (`%s`) and run again: the table is computed anew from the change logs, its keys as they were"
                        .formatted(
                            old.name(),
                            table.folder(),
                            old.dataType().sql().toLowerCase(java.util.Locale.ROOT),
                            field.dataType().sql().toLowerCase(java.util.Locale.ROOT),
                            removal(table.folder())));
              });
    }
  }

  private static String removal(Location folder) {
    return folder.isLocal()
        ? "rm -r " + folder
        : "aws s3 rm --recursive " + folder.text().replaceFirst("^s3[an]?://", "s3://");
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }

  private static scala.collection.Seq<String> names(List<String> key) {
    return scala.collection.JavaConverters.asScalaBuffer(key);
  }
}
