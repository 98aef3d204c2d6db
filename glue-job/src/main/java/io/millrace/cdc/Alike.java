package io.millrace.cdc;

import java.util.regex.Pattern;
import org.apache.spark.sql.types.StructType;

/**
 * What files have in common that are read together, so that nothing of it need be found out row by
 * row.
 *
 * @param depth how many folders they lie below the source's own
 * @param isPlain whether a URL writes their paths as they are
 */
record Alike(StructType columns, SourceFile.Kind kind, int depth, boolean isPlain) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=-]*");

  static Alike of(SourceFile file, StructType columns) {
    int depth = (int) file.file().chars().filter(each -> each == '/').count();
    return new Alike(columns, file.kind(), depth, PLAIN.matcher(file.file()).matches());
  }

  boolean isLoad() {
    return kind == SourceFile.Kind.LOAD;
  }
}
