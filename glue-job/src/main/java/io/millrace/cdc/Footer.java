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

  /** A file that is no whole Parquet file, so that reading it again would not help. */
  static final class Unreadable extends Exception {
    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Reads a file's footer. */
  static Footer read(SourceFile file, Configuration hadoop) throws IOException, Unreadable {
    try (var reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file.path()), hadoop))) {
      return new Footer(
          columns(reader.getFooter().getFileMetaData().getSchema()), reader.getRecordCount());
    } catch (RuntimeException e) {
      // What Parquet throws for a wrong magic number, a wrong length and a schema it cannot make
      // out.
      throw new Unreadable("it is no whole Parquet file", e);
    } catch (IOException e) {
      // A footer that is there but broken comes as an IOException of Parquet's own words.
      if (String.valueOf(e.getMessage()).startsWith("can not read class")) {
        throw new Unreadable("its footer is broken", e);
      }
      throw e;
    }
  }

  private static StructType columns(MessageType message) {
    return new ParquetToSparkSchemaConverter(SQLConf.get()).convert(message);
  }
}
