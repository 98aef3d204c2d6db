package io.millrace.run;

import io.millrace.pipeline.Location;
import io.millrace.pipeline.Pipeline;
import java.io.IOException;
import java.util.TimeZone;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Spark as Millrace needs it: UTC, Delta, exact dates; on this machine when nothing else is said.
 */
public final class SparkSessions {

  private static final int SMALL_SHUFFLE = 8;
  private static final long LITTLE = 16L << 20;

  private SparkSessions() {}

  public static SparkSession open(String name) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    var given = new SparkConf();
    var builder = SparkSession.builder().appName("millrace " + name);
    if (!given.contains("spark.master")) {
      builder.master("local[*]").config("spark.ui.enabled", "false");
    }
    if (given.get("spark.master", "local").startsWith("local")) {
      // A task that wants too much memory would end this process with exit code 50 and no word.
      builder.config("spark.executor.killOnFatalError.depth", "0");
    }
    if (!given.contains("spark.sql.shuffle.partitions")) {
      builder.config("spark.sql.shuffle.partitions", SMALL_SHUFFLE);
    }
    var spark =
        builder
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "false")
            // A date that only Java's old calendar can read is no date.
            .config("spark.sql.legacy.timeParserPolicy", "CORRECTED")
            .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
            .config("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED")
            .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
            // INT96, Spark's default, refuses times before 1900 and keeps no statistics.
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            // A file per status at once needs no sort of the rows by status.
            .config("spark.sql.maxConcurrentOutputFileWriters", "8")
            .config("spark.databricks.delta.snapshotPartitions", "2")
            // VACUUM lists a table in so many tasks, of which Spark's own default is ten thousand.
            .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "32")
            // Those that Delta would take on a local disk rename by starting processes (see
            // LocalDisk).
            .config("spark.delta.logStore.file.impl", "io.delta.storage.LocalLogStore")
            .config(
                "spark.sql.streaming.checkpointFileManagerClass",
                "org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager")
            .getOrCreate();
    if (spark.sparkContext().isLocal()) {
      useLocalDisk(spark);
    }
    return spark;
  }

  private static void useLocalDisk(SparkSession spark) {
    try {
      LocalDisk.use(spark.sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Spark for a run of this pipeline: set for little data where there is little, on one machine.
   */
  public static SparkSession open(Pipeline pipeline) {
    var spark = open(pipeline.name().text());
    var environment = pipeline.environment();
    boolean isLittle =
        spark.sparkContext().isLocal()
            && bytes(environment.raw(), spark) + bytes(environment.lake(), spark) < LITTLE;
    return isLittle ? forLittle(spark) : spark;
  }

  /**
   * A session in which queries are interpreted: to write and compile the code of one costs more
   * than interpreting it over some thousand rows.
   */
  public static SparkSession forLittle(SparkSession spark) {
    var session = spark.newSession();
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return session;
  }

  private static long bytes(Location folder, SparkSession spark) {
    var path = new Path(folder.text());
    try {
      var files = path.getFileSystem(spark.sessionState().newHadoopConf());
      return files.exists(path) ? files.getContentSummary(path).getLength() : 0;
    } catch (IOException | RuntimeException e) {
      // Whoever reads it next says what is wrong with it.
      return LITTLE;
    }
  }
}
