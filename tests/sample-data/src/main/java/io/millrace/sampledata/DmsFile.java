package io.millrace.sampledata;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** One Parquet file as DMS writes it, row by row; memory is bounded by its row groups. */
final class DmsFile implements Closeable {
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private final Path path;
  private final ParquetWriter<Object[]> writer;

  DmsFile(Path path, List<Column> columns, CompressionCodecName codec) throws IOException {
    this.path = path;
    this.writer =
        new Builder(new LocalFile(path), columns)
            .withConf(
                new Configuration(false)) // Hadoop's defaults take longer to read than to write
            .withCompressionCodec(codec)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryEncoding(true)
            .build();
  }

  static MessageType schema(List<Column> columns) {
    return new MessageType("schema", columns.stream().<Type>map(Column::parquet).toList());
  }

  /** Values in the columns' order. */
  void write(Object[] row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
    LegacyFooter.rewrite(path);
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final List<Column> columns;

    Builder(OutputFile file, List<Column> columns) {
      super(file);
      this.columns = columns;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(Configuration conf) {
      return new Rows(columns);
    }
  }

  private static final class Rows extends WriteSupport<Object[]> {
    private final List<Column> columns;
    private RecordConsumer out;

    Rows(List<Column> columns) {
      this.columns = columns;
    }

    @Override
    public WriteContext init(Configuration conf) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.out = consumer;
    }

    @Override
    public void write(Object[] row) {
      out.startMessage();
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          var column = columns.get(i);
          out.startField(column.name(), i);
          write(column, row[i]);
          out.endField(column.name(), i);
        }
      }
      out.endMessage();
    }

    private void write(Column column, Object value) {
      switch (column.type()) {
        case TIME_OF_DMS, TEXT -> out.addBinary(Binary.fromString((String) value));
        case INT2, INT4, DATE -> out.addInteger(Math.toIntExact((Long) value));
        case INT8, TIMESTAMP_MICROS -> out.addLong((Long) value);
        case TIMESTAMP_MILLIS -> out.addLong(Math.floorDiv((Long) value, 1000L));
        case FLOAT8 -> out.addDouble((Double) value);
        case NUMERIC -> out.addBinary(bigEndian((Long) value, column.bytes()));
      }
    }

    private static Binary bigEndian(long unscaled, int length) {
      var bytes = new byte[length];
      for (int i = length - 1, shift = 0; i >= 0; i--, shift += Byte.SIZE) {
        bytes[i] = (byte) (unscaled >> Math.min(shift, Long.SIZE - 1));
      }
      return Binary.fromConstantByteArray(bytes);
    }
  }
}
