package io.millrace.lake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.TahoeBatchFileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractPartialFunction;

/**
 * A table as its last commit left it: that commit's checksum file names the table's files, where
 * Delta itself would run Spark jobs over the log before each query.
 */
final class FewFiles extends TahoeBatchFileIndex {

  /** Beyond this, what Delta's statistics spare is more than what asking for them costs. */
  private static final long MOST_BYTES = 64L << 20;

  private final Snapshot snapshot;

  private FewFiles(SparkSession spark, Snapshot snapshot, List<AddFile> files) {
    super(
        spark,
        "few files",
        JavaConverters.asScalaBuffer(files),
        snapshot.deltaLog(),
        snapshot.deltaLog().dataPath(),
        snapshot,
        false);
    this.snapshot = snapshot;
  }

  /** The files of a snapshot, where its checksum file tells them; empty where it does not. */
  static Optional<List<AddFile>> named(Snapshot snapshot) {
    Option<Seq<AddFile>> named =
        snapshot.checksumOpt().isEmpty() ? Option.empty() : snapshot.checksumOpt().get().allFiles();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(JavaConverters.seqAsJavaList(named.get()));
  }

  /** The rows of a table, where its statistics spare nothing. */
  static Optional<Dataset<Row>> rows(SparkSession spark, Snapshot snapshot) {
    return named(snapshot).map(files -> rows(spark, snapshot, files));
  }

  /** The rows of a table that is small enough for its statistics not to matter. */
  static Optional<Dataset<Row>> ofSmall(SparkSession spark, Snapshot snapshot) {
    return named(snapshot)
        .filter(files -> files.stream().mapToLong(AddFile::size).sum() <= MOST_BYTES)
        .map(files -> rows(spark, snapshot, files));
  }

  /** The rows in some files of a table. */
  static Dataset<Row> rows(SparkSession spark, Snapshot snapshot, List<AddFile> files) {
    return new FewFiles(spark, snapshot, files).rows();
  }

  private Dataset<Row> rows() {
    return spark()
        .baseRelationToDataFrame(
            new HadoopFsRelation(
                this,
                partitionSchema(),
                snapshot.schema().asNullable(),
                Option.empty(),
                snapshot.deltaLog().fileFormat(snapshot.protocol(), snapshot.metadata()),
                scala.collection.immutable.Map$.MODULE$.empty(),
                spark()));
  }

  @Override
  public Seq<AddFile> matchingFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
    var tests = JavaConverters.seqAsJavaList(partitionFilters).stream().map(this::test).toList();
    if (tests.isEmpty()) {
      return addFiles();
    }
    return JavaConverters.asScalaBuffer(
        JavaConverters.seqAsJavaList(addFiles()).stream()
            .filter(
                file -> {
                  var partition = getPartitionValuesRow(file.partitionValues());
                  return tests.stream().allMatch(test -> test.eval(partition));
                })
            .toList());
  }

  /** A filter over partition columns, as it is asked of the values of one partition. */
  private BasePredicate test(Expression filter) {
    var columns = partitionSchema();
    var test =
        Predicate$.MODULE$.createInterpreted(
            filter.transform(
                new AbstractPartialFunction<>() {
                  @Override
                  public boolean isDefinedAt(Expression part) {
                    return part instanceof AttributeReference;
                  }

                  @Override
                  public Expression apply(Expression part) {
                    int place = columns.fieldIndex(((AttributeReference) part).name());
                    return new BoundReference(place, columns.apply(place).dataType(), true);
                  }
                }));
    test.initialize(0);
    return test;
  }

  /** A commit's files never change. */
  @Override
  public void refresh() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof FewFiles same
        && same.snapshot.version() == snapshot.version()
        && same.snapshot.metadata().id().equals(snapshot.metadata().id())
        && same.addFiles().equals(addFiles())
        && same.path().equals(path());
  }

  @Override
  public int hashCode() {
    return Objects.hash(path(), snapshot.version());
  }
}
