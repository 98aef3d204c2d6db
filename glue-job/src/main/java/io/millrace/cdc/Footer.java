package io.millrace.cdc;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the end of a Parquet file says about it: its columns and how many rows it holds. */
public record Footer(StructType schema, long rows) {

  /** A file that cannot be read as a table, so that reading it again would not help. */
  static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }

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
      if (e.getCause() instanceof IOException outside) {
        throw outside;
      }
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

  private static StructType columns(MessageType message) throws Unreadable {
    var names = new HashMap<String, String>();
    var columns = new StructType();
    for (var type : message.getFields()) {
      var twin = names.put(type.getName().toLowerCase(Locale.ROOT), type.getName());
      if (twin != null) {
        throw new Unreadable(
            "its columns %s and %s differ by case alone".formatted(twin, type.getName()));
      }
      columns = columns.add(column(type));
    }
    return columns;
  }

  private static StructField column(Type type) throws Unreadable {
    var form = TextForm.of(type);
    return form.isPresent() ? form.get().field(type.getName()) : bySpark(type);
  }

  private static StructField bySpark(Type type) throws Unreadable {
    try {
      return new ParquetToSparkSchemaConverter(SQLConf.get())
          .convert(new MessageType("column", type))
          .apply(0);
    } catch (Exception e) {
      // Checked in Scala alone, so the compiler knows nothing of it.
      if (e instanceof AnalysisException) {
        throw new Unreadable("Spark has no type for its column " + type, e);
      }
      throw e;
    }
  }
}
