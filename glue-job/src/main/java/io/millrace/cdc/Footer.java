package io.millrace.cdc;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** What the end of a Parquet file says about it: its columns and how many rows it holds. */
public record Footer(StructType schema, long rows) {

  /** Reads a file's footer; fails when the file is no whole Parquet file. */
  public static Footer read(SourceFile file, Configuration hadoop) throws IOException {
    try (var reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file.path()), hadoop))) {
      return new Footer(
          columns(reader.getFooter().getFileMetaData().getSchema()), reader.getRecordCount());
    }
  }

  private static StructType columns(MessageType message) {
    return new ParquetToSparkSchemaConverter(SQLConf.get()).convert(message);
  }
}
