package io.millrace.warehouse;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Keys that Redshift has, read into Spark: by way of a file, since a table need not fit into
 * memory.
 */
record KeysThere(Session session, ServedTable table) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The rows of a query that gives a number, which gets this name, and the table's key. */
  Dataset<Row> read(String sql, String number, Location scratch, SparkSession spark) {
    var file = new Path(scratch.text(), "keys.json");
    try {
      var files = file.getFileSystem(spark.sessionState().newHadoopConf());
      files.deleteOnExit(new Path(scratch.text()));
      try (var out = files.create(file, true)) {
        session.each(sql, row -> write(row, number, out));
      }
    } catch (IOException e) {
      throw cannotWrite(scratch, e);
    }
    var texts = new StructType().add(number, "string");
    var typed = new ArrayList<Column>();
    typed.add(col(number).cast("bigint").as(number));
    for (var name : table.key()) {
      texts = texts.add(name, "string");
      typed.add(col(name).cast(table.columns().apply(name).dataType()).as(name));
    }
    return spark.read().schema(texts).json(file.toString()).select(typed.toArray(Column[]::new));
  }

  private void write(ResultSet row, String number, OutputStream out) throws SQLException {
    var line = new LinkedHashMap<String, String>();
    line.put(number, row.getString(1));
    for (int i = 0; i < table.key().size(); i++) {
      line.put(table.key().get(i), row.getString(i + 2));
    }
    try {
      out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw cannotWrite(new Location("tempdir"), e);
    }
  }

  private static Failure cannotWrite(Location where, IOException e) {
    return new Failure(Failure.Kind.TRANSIENT, "cannot write " + where + ": " + e.getMessage(), e);
  }
}
