package io.millrace.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * Which findings a row has, as the bits of a few numbers: so that each condition is computed once,
 * and a row without any costs no more than a comparison with zero.
 */
record FailureBits(List<Finding> findings) {

  private static final String NAME = "_failed";
  private static final int WIDTH = 63;

  /** The numbers, to be computed before anything asks for a bit. */
  Map<String, Column> columns() {
    var columns = new LinkedHashMap<String, Column>();
    for (int i = 0; i < findings.size(); i++) {
      var bit = when(findings.get(i).fails(), lit(1L << (i % WIDTH))).otherwise(lit(0L));
      columns.merge(name(i), bit, Column::bitwiseOR);
    }
    return columns;
  }

  Column of(int finding) {
    return number(finding).bitwiseAND(lit(1L << (finding % WIDTH))).notEqual(lit(0L));
  }

  Column of(List<Finding> some) {
    return some.stream()
        .map(finding -> of(findings.indexOf(finding)))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  Column any() {
    return IntStream.iterate(0, i -> i < findings.size(), i -> i + WIDTH)
        .mapToObj(i -> number(i).notEqual(lit(0L)))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  String[] names() {
    return columns().keySet().toArray(String[]::new);
  }

  private static Column number(int finding) {
    return col(name(finding));
  }

  private static String name(int finding) {
    return NAME + finding / WIDTH;
  }
}
