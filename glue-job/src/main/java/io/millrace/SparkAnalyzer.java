package io.millrace;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Expression;
import io.millrace.pipeline.Identifier;
import io.millrace.plan.Analyzer;
import io.millrace.plan.Columns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Has Spark analyse SQL on empty DataFrames; no job runs. */
final class SparkAnalyzer implements Analyzer {

  private static final String INPUT = "input";

  private final SparkSession spark;

  SparkAnalyzer(SparkSession spark) {
    this.spark = spark;
  }

  @Override
  public Answer type(Expression expression, Columns row) {
    try {
      var type = rows(row).select(functions.expr(expression.sql())).schema().fields()[0].dataType();
      return new Answer(type(type), Optional.empty());
    } catch (Exception e) {
      return new Answer(ColumnType.UNKNOWN, Optional.of(said(e)));
    }
  }

  @Override
  public Projected projection(Expression query, Columns row) {
    try {
      rows(row).createOrReplaceTempView(INPUT);
      var types = new LinkedHashMap<Identifier, ColumnType>();
      for (var field : spark.sql(query.sql()).schema().fields()) {
        types.put(Identifier.of(field.name()), type(field.dataType()));
      }
      return new Projected(types, Optional.empty());
    } catch (Exception e) {
      return new Projected(Map.of(), Optional.of(said(e)));
    } finally {
      spark.catalog().dropTempView(INPUT);
    }
  }

  private Dataset<Row> rows(Columns row) {
    var schema = new StructType();
    for (var attribute : row.all()) {
      var type = attribute.type();
      schema =
          schema.add(
              attribute.name().text(),
              type.isKnown() ? DataType.fromDDL(type.text()) : DataTypes.NullType);
    }
    return spark.createDataFrame(List.<Row>of(), schema);
  }

  private static ColumnType type(DataType type) {
    return ColumnType.parse(type.sql().toLowerCase(java.util.Locale.ROOT));
  }

  /** Spark's message without its class, its plan and its place, which is that of the YAML. */
  private static String said(Exception e) {
    var line = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    return line.replaceFirst("\\s*Please, refer to .*$", "")
        .replaceFirst("^\\[[A-Z_.]+\\]\\s*", "")
        .replaceFirst(";?\\s*line \\d+ pos \\d+.*$", "");
  }
}
