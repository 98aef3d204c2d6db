package io.millrace.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Technical;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/** The violations that a row gathers on its way, in the order of the checks. */
public final class Violations {

  /** The type of {@code _violations} in the change log. */
  public static final String TYPE =
      "array<struct<rule:string,column:string,value:string,on_fail:string,place:string,"
          + "version:string>>";

  private Violations() {}

  /** Whether a row has a violation that is treated so: a word of a row check or of one beyond. */
  public static Column any(Enum<?> onFail) {
    var wanted = lit(Finding.text(onFail));
    return exists(
        col(Technical.VIOLATIONS), violation -> violation.getField("on_fail").equalTo(wanted));
  }

  /**
   * Whether a row has a violation that refuses its batch.
   *
   * @param accepted the places of checks under which it was accepted
   */
  public static Column refusing(Set<String> accepted) {
    return exists(
        col(Technical.VIOLATIONS),
        violation ->
            violation
                .getField("on_fail")
                .equalTo(Finding.text(OnFail.Kind.FAIL))
                .and(not(violation.getField("place").isin(accepted.toArray()))));
  }

  /** The violations that a row has, and those of these findings. */
  static Column with(List<Finding> findings) {
    return with(col(Technical.VIOLATIONS), findings);
  }

  /** These violations, and those of these findings. */
  static Column with(Column before, List<Finding> findings) {
    var any = findings.stream().map(Finding::fails).reduce(Column::or).orElse(lit(false));
    return more(before, any, findings.stream().map(Finding::violation).toArray(Column[]::new));
  }

  /** The violations that a row has, and those of the findings whose bits are set. */
  static Column with(FailureBits bits) {
    var found =
        IntStream.range(0, bits.findings().size())
            .mapToObj(i -> when(bits.of(i), bits.findings().get(i).said()))
            .toArray(Column[]::new);
    return more(col(Technical.VIOLATIONS), bits.any(), found);
  }

  private static Column more(Column before, Column any, Column... found) {
    var all = concat(before, array_compact(array(found))).cast(TYPE);
    return found.length == 0 ? before : when(any, all).otherwise(before);
  }

  /** The violations without the values that they name. */
  public static Column withoutValues() {
    return transform(
            col(Technical.VIOLATIONS),
            violation -> violation.withField("value", lit(null).cast("string")))
        .cast(TYPE);
  }
}
