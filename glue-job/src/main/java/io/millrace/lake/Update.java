package io.millrace.lake;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a table, or a part of it, is to become.
 *
 * @param part the stored rows that the computed ones take the place of
 * @param key the columns that identify a row
 * @param isNews whether what changes is news to those who have looked at the table
 */
public record Update(
    UnaryOperator<Dataset<Row>> part,
    Dataset<Row> computed,
    List<String> key,
    Origin origin,
    boolean isNews) {}
