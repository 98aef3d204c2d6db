package io.millrace.testing;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.PipelineTest.Cell;
import io.millrace.pipeline.PipelineTest.GivenBatch;
import io.millrace.pipeline.Staging;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * A given batch as DMS would have written it: every column of the table, typed as declared where
 * each of its values is of that type, else as text, so that a test can give what no type can hold.
 */
final class DmsFile {

  private static final Identifier OP = Identifier.of("op");

  private final Staging staging;
  private final GivenBatch batch;
  private final StructType schema;

  DmsFile(Staging staging, GivenBatch batch) {
    this.staging = staging;
    this.batch = batch;
    this.schema = schema();
  }

  /** Writes the file with the time of its delivery. */
  void write(Path file, Instant delivered) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    var message = message();
    var out =
        HadoopOutputFile.fromPath(
            new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false));
    try (var writer =
        ExampleParquetWriter.builder(out)
            .withConf(new Configuration(false))
            .withType(message)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (var row : batch.batch()) {
        writer.write(group(message, row));
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(delivered));
  }

  private StructType schema() {
    var types = new LinkedHashMap<Identifier, DataType>();
    if (batch.file().isEmpty() || isNamed(OP)) {
      types.put(OP, STRING);
    }
    staging.source().timestamp().ifPresent(name -> types.put(name, STRING));
    staging.columns().forEach((name, column) -> types.put(name, type(name, column.type())));
    for (var row : batch.batch()) {
      row.keySet().forEach(name -> types.putIfAbsent(name, STRING));
    }
    var schema = new StructType();
    for (var column : types.entrySet()) {
      schema = schema.add(column.getKey().text(), column.getValue());
    }
    return schema;
  }

  private static final DataType STRING = DataType.fromDDL("string");

  private boolean isNamed(Identifier column) {
    return batch.batch().stream().anyMatch(row -> row.containsKey(column));
  }

  private DataType type(Identifier name, ColumnType declared) {
    boolean asText =
        switch (declared.kind()) {
          case STRING, BINARY, NESTED, UNKNOWN -> true;
          case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL, DATE, TIMESTAMP ->
              staging.columns().get(name).format().isPresent();
        };
    var type = asText ? STRING : DataType.fromDDL(declared.text());
    boolean fits =
        batch.batch().stream()
            .map(row -> row.get(name))
            .filter(Objects::nonNull)
            .flatMap(cell -> cell.text().stream())
            .allMatch(text -> Values.read(text, type).isPresent());
    return fits ? type : STRING;
  }

  private MessageType message() {
    return new SparkToParquetSchemaConverter(
            false,
            org.apache.spark.sql.internal.SQLConf.ParquetOutputTimestampType$.MODULE$
                .TIMESTAMP_MICROS(),
            false)
        .convert(schema);
  }

  private Group group(MessageType message, Map<Identifier, Cell> row) {
    var group = new SimpleGroup(message);
    for (var field : schema.fields()) {
      var name = Identifier.of(field.name());
      Optional.ofNullable(row.get(name))
          .flatMap(Cell::text)
          .ifPresent(text -> add(group, name, text, field.dataType()));
    }
    return group;
  }

  private void add(Group group, Identifier name, String text, DataType type) {
    var column = name.text();
    if (staging.source().timestamp().filter(name::equals).isPresent()) {
      group.add(column, Values.asDmsWrites(text));
      return;
    }
    var value = Values.read(text, type).orElseThrow();
    if (value instanceof Boolean bool) {
      group.add(column, bool);
    } else if (value instanceof Double number) {
      if (type.sql().equals("FLOAT")) {
        group.add(column, number.floatValue());
      } else {
        group.add(column, number);
      }
    } else if (value instanceof LocalDate date) {
      group.add(column, Math.toIntExact(date.toEpochDay()));
    } else if (value instanceof Instant instant) {
      group.add(column, Values.micros(instant));
    } else if (value instanceof BigDecimal number) {
      add(group, column, number, type);
    } else {
      group.add(column, (String) value);
    }
  }

  private static void add(Group group, String column, BigDecimal number, DataType type) {
    var primitive = group.getType().getType(column).asPrimitiveType();
    var scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    var unscaled = number.setScale(scale).unscaledValue();
    switch (primitive.getPrimitiveTypeName()) {
      case INT32 -> group.add(column, unscaled.intValueExact());
      case INT64 -> group.add(column, unscaled.longValueExact());
      default -> {
        var bytes = new byte[primitive.getTypeLength()];
        var digits = unscaled.toByteArray();
        java.util.Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        group.add(column, Binary.fromConstantByteArray(bytes));
      }
    }
  }

  /** An empty file of a table that holds nothing. */
  static DmsFile empty(Staging staging) {
    return new DmsFile(staging, new GivenBatch(List.of(), Optional.of("LOAD00000001")));
  }
}
