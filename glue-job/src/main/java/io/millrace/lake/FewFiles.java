package io.millrace.lake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.NoopCache$;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A small table as its last commit left it: that commit's checksum file names the table's files,
 * where Delta itself would run Spark jobs over the log before each query.
 */
final class FewFiles extends PartitioningAwareFileIndex {

  /** Beyond this, what Delta's statistics spare is more than what asking for them costs. */
  private static final long MOST_BYTES = 64L << 20;

  private final Snapshot snapshot;
  private final Map<InternalRow, List<FileStatus>> partitions = new LinkedHashMap<>();

  private FewFiles(SparkSession spark, Snapshot snapshot, List<AddFile> added) {
    super(
        spark,
        scala.collection.immutable.Map$.MODULE$.empty(),
        Option.apply(snapshot.schema()),
        NoopCache$.MODULE$);
    this.snapshot = snapshot;
    added.forEach(this::add);
  }

  /** The files of a snapshot, where its checksum file tells them; empty where it does not. */
  static Optional<List<AddFile>> named(Snapshot snapshot) {
    Option<Seq<AddFile>> named =
        snapshot.checksumOpt().isEmpty() ? Option.empty() : snapshot.checksumOpt().get().allFiles();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(JavaConverters.seqAsJavaList(named.get()));
  }

  /** The rows of a table that is small and plain enough. */
  static Optional<Dataset<Row>> rows(SparkSession spark, Snapshot snapshot) {
    return named(snapshot)
        .filter(files -> files.stream().mapToLong(AddFile::size).sum() <= MOST_BYTES)
        .filter(files -> isPlain(snapshot))
        .map(files -> new FewFiles(spark, snapshot, files).rows(spark));
  }

  /** Neither deletion vectors nor mapped columns, which the first protocol does not know. */
  static boolean isPlain(Snapshot snapshot) {
    boolean arePartitionsPlain = true;
    for (var field : snapshot.metadata().partitionSchema().fields()) {
      arePartitionsPlain &=
          field.dataType() instanceof StringType || field.dataType() instanceof BooleanType;
    }
    return arePartitionsPlain && snapshot.protocol().minReaderVersion() == 1;
  }

  private Dataset<Row> rows(SparkSession spark) {
    return spark.baseRelationToDataFrame(
        new HadoopFsRelation(
            this,
            partitionSchema(),
            snapshot.schema().asNullable(),
            Option.empty(),
            new ParquetFileFormat(),
            scala.collection.immutable.Map$.MODULE$.empty(),
            spark));
  }

  private void add(AddFile file) {
    var values = new ArrayList<Object>();
    for (var column : partitionSchema().fields()) {
      var value = file.partitionValues().apply(column.name());
      values.add(
          column.dataType() instanceof BooleanType && value != null
              ? (Object) Boolean.valueOf(value)
              : UTF8String.fromString(value));
    }
    partitions
        .computeIfAbsent(new GenericInternalRow(values.toArray()), any -> new ArrayList<>())
        .add(
            new FileStatus(
                file.size(),
                false,
                1,
                0,
                file.modificationTime(),
                new Path(root(), file.toPath())));
  }

  private Path root() {
    return snapshot.path().getParent();
  }

  @Override
  public StructType partitionSchema() {
    return snapshot.metadata().partitionSchema();
  }

  /** The partitions, each under a name of its own: rows of one may lie in any folder. */
  @Override
  public PartitionSpec partitionSpec() {
    var found = new ArrayList<PartitionPath>();
    for (var values : partitions.keySet()) {
      found.add(new PartitionPath(values, new Path(root(), "" + found.size())));
    }
    return new PartitionSpec(partitionSchema(), JavaConverters.asScalaBuffer(found));
  }

  @Override
  public scala.collection.immutable.Map<Path, FileStatus[]> leafDirToChildrenFiles() {
    scala.collection.immutable.Map<Path, FileStatus[]> files =
        scala.collection.immutable.Map$.MODULE$.empty();
    for (var partition : partitions.values()) {
      files =
          files.updated(new Path(root(), "" + files.size()), partition.toArray(FileStatus[]::new));
    }
    return files;
  }

  @Override
  public scala.collection.mutable.LinkedHashMap<Path, FileStatus> leafFiles() {
    return new scala.collection.mutable.LinkedHashMap<>();
  }

  @Override
  public Seq<FileStatus> allFiles() {
    var files = new ArrayList<FileStatus>();
    partitions.values().forEach(files::addAll);
    return JavaConverters.asScalaBuffer(files);
  }

  @Override
  public Seq<Path> rootPaths() {
    return JavaConverters.asScalaBuffer(List.of(root()));
  }

  /** A commit's files never change. */
  @Override
  public void refresh() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof FewFiles same
        && same.snapshot.version() == snapshot.version()
        && same.snapshot.metadata().id().equals(snapshot.metadata().id())
        && same.root().equals(root());
  }

  @Override
  public int hashCode() {
    return Objects.hash(root(), snapshot.version());
  }
}
