package io.millrace.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.millrace.journal.Entry;
import io.millrace.journal.EntryJson;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;

/**
 * Every run that ended, one row each, with its steps, batches and violations within it:
 * docs/journal.md has the columns. One table, because a run without news should cost one commit.
 */
public final class Journal {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "run string, pipeline string, millrace string, began timestamp, seconds double,"
              + " outcome string, stages array<string>,"
              + " steps array<struct<stage:string,table:string,began:timestamp,seconds:double,"
              + "counts:map<string,bigint>,retries:bigint,failed:boolean>>,"
              + " batches array<struct<source:string,number:bigint,files:bigint,bytes:bigint,"
              + "read:bigint,accepted:bigint,quarantined:bigint,parked:bigint,dropped:bigint,"
              + "redelivered:bigint,refused:bigint,filtered:bigint,warned:bigint,corrected:bigint,"
              + "landed:boolean,seconds:double,earliest:timestamp,latest:timestamp>>,"
              + " violations array<struct<table:string,batch:bigint,rule:string,column:string,"
              + "on_fail:string,place:string,rows:bigint,examples:array<string>>>,"
              + " sources array<struct<source:string,newest:timestamp,fresh_within:bigint>>,"
              + " set_aside array<struct<path:string,why:string>>,"
              + " drift array<struct<source:string,column:string,file:string,what:string>>,"
              + " warnings array<string>,"
              + " failures array<struct<stage:string,table:string,kind:string,message:string>>");

  private static final Map<String, String> NOTHING_LEFT_OUT = Map.of("ignoreNullFields", "false");

  private final DeltaFolder folder;

  Journal(SparkSession spark, Location location, Fence fence) {
    this.folder = new DeltaFolder(spark, location, fence);
  }

  /** Writes entries down, all in one commit. */
  public void write(List<Entry> entries) {
    var lines = entries.stream().map(EntryJson::line).toList();
    // What is here already is read where it is: this starts no Spark job.
    var rows =
        folder
            .spark()
            .createDataset(lines, Encoders.STRING())
            .select(from_json(col("value"), SCHEMA))
            .collectAsList();
    folder.append(rows.stream().map(row -> row.getStruct(0)).toList(), SCHEMA);
  }

  /** The last runs that ended, the newest first; only their files are read. */
  public List<Entry> last(int runs) {
    if (!folder.exists()) {
      return List.of();
    }
    // A commit holds a run or more: so many of the newest files hold at least so many runs.
    var files =
        DeltaFolder.files(folder.snapshot()).stream()
            .sorted(Comparator.comparingLong(AddFile::modificationTime).reversed())
            .limit(runs)
            .map(file -> new Path(folder.log().dataPath(), file.path()).toString())
            .toList();
    var rows = folder.spark().read().schema(SCHEMA).parquet(files.toArray(String[]::new));
    return entries(rows).stream().limit(runs).toList();
  }

  /**
   * The runs whose id begins so, the newest first; a run that was continued under its id is there
   * more than once.
   */
  public List<Entry> of(String beginning) {
    return folder.exists()
        ? entries(folder.read().filter(col("run").startsWith(beginning)))
        : List.of();
  }

  private static List<Entry> entries(Dataset<Row> rows) {
    return rows
        .select(to_json(struct(col("*")), NOTHING_LEFT_OUT))
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .map(EntryJson::read)
        .sorted(Comparator.comparing(Entry::began).reversed())
        .toList();
  }
}
