package io.millrace.lake;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Where each table of a lake lies; whatever is written to any of them passes the fence. */
public record Lake(SparkSession spark, Location root, Fence fence) {

  private static final Pattern LOAD =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Pattern ANY = Pattern.compile(".+");

  public ChangeLog changeLog(TableName staging) {
    return new ChangeLog(spark, root.child("staging/" + staging), fence);
  }

  public StoredTable dimension(TableName name) {
    return new StoredTable(
        spark, root.child("dimensions/" + name), withdrawn("dimensions", name), fence);
  }

  public StoredTable fact(TableName name) {
    return new StoredTable(spark, root.child("facts/" + name), withdrawn("facts", name), fence);
  }

  /** The rows that a fact's checks keep out of it, with their reasons. */
  public StoredTable quarantinedFact(TableName name) {
    return new StoredTable(
        spark,
        root.child("_millrace/quarantine/facts/" + name),
        withdrawn("quarantine/facts", name),
        fence);
  }

  public StoredTable mirror(TableName name) {
    return new StoredTable(spark, root.child("mirrors/" + name), withdrawn("mirrors", name), fence);
  }

  public BatchBook batches() {
    return new BatchBook(spark, root.child("_millrace/batches"), fence);
  }

  public ArrivalBook arrivals() {
    return new ArrivalBook(spark, root.child("_millrace/arrivals"), fence);
  }

  public GateBook gates() {
    return new GateBook(spark, root.child("_millrace/gates"), fence);
  }

  public MetricsFolder metrics(TableName staging) {
    var hadoop = spark.sessionState().newHadoopConf();
    return new MetricsFolder(root.child("_millrace/metrics/" + staging), hadoop, fence);
  }

  public SaltMark salt() {
    return new SaltMark(files("salt"));
  }

  public Sequences sequences() {
    return new Sequences(spark, root.child("_millrace/sequences"), fence);
  }

  public Journal journal() {
    return new Journal(spark, root.child("_millrace/journal"), fence);
  }

  /** What runs at present, a file for each run that has begun and not ended. */
  public ControlFiles running() {
    return files("running");
  }

  public ControlFiles reports(String folder) {
    return files("reports/" + folder);
  }

  /** Fails where a later Millrace has written the lake in a way that this one does not know. */
  public void refuseLaterFormat() {
    new LakeFormat(files("format")).refuseLater();
    requireFolder();
  }

  /** A file in its place would look like a lake that has nothing yet. */
  private void requireFolder() {
    var path = new Path(root.text());
    try {
      if (path.getFileSystem(spark.sessionState().newHadoopConf()).getFileStatus(path).isFile()) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "the lake %s is a file, not a folder%n    correct `lake` in table-configs/pipeline.yml"
                .formatted(root));
      }
    } catch (FileNotFoundException e) {
      // The first run makes it.
      return;
    } catch (IOException e) {
      throw new LakeTrouble("cannot reach " + root, e);
    }
  }

  /** Says which format the lake has, where nothing says so yet. */
  public void markFormat() {
    new LakeFormat(files("format")).mark();
  }

  private ControlFiles files(String folder) {
    var hadoop = spark.sessionState().newHadoopConf();
    return new ControlFiles(root.child("_millrace/" + folder), hadoop, fence);
  }

  /** Every table that lies below the root. */
  public List<LakeTable> tables() {
    return LakeTable.below(spark, root, fence);
  }

  public MaintenanceBook maintained() {
    return new MaintenanceBook(
        root.child("_millrace/maintained.properties"), spark.sessionState().newHadoopConf(), fence);
  }

  /** Where publishing puts its files when nothing else is said. */
  public Location temporary() {
    return root.child("_millrace/temp");
  }

  /** What publishing leaves there when it is killed: a folder for each load, named by its token. */
  public OldFolders loads(Location location) {
    return new OldFolders(location, LOAD, spark.sessionState().newHadoopConf(), fence);
  }

  /** The reports of runs, a folder for each. */
  public OldFolders reports() {
    return new OldFolders(
        root.child("_millrace/reports"), ANY, spark.sessionState().newHadoopConf(), fence);
  }

  private Location withdrawn(String kind, TableName name) {
    return root.child("_millrace/withdrawn/" + kind + "/" + name);
  }
}
