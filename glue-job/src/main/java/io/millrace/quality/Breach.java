package io.millrace.quality;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.DatasetCheck;
import io.millrace.pipeline.RowCheck;

/**
 * A bound that a batch as a whole does not keep.
 *
 * @param gate the bound and what it says today: who accepts a batch accepts it under this
 * @param refuses whether the batch must not land so
 * @param said the figures
 */
public record Breach(String gate, String title, String place, boolean refuses, String said) {

  static Breach of(DatasetCheck check, String said) {
    boolean refuses = check.onFail() == DatasetCheck.OnFail.FAIL;
    var gate = gate(check.title(), Versions.of(check));
    return new Breach(gate, check.title(), check.place().toString(), refuses, said);
  }

  static Breach of(BeyondCheck check, String said) {
    boolean refuses = check.onFail() == BeyondCheck.OnFail.FAIL;
    return new Breach(gate(check), check.title(), check.place().toString(), refuses, said);
  }

  /** How a check is named where it is accepted that a batch breaks it. */
  public static String gate(RowCheck check) {
    return gate(check.title(), Versions.of(check));
  }

  /** The same of a check beyond the row. */
  public static String gate(BeyondCheck check) {
    return gate(check.title(), Versions.of(check));
  }

  private static String gate(String title, String version) {
    return title + " @" + version;
  }

  @Override
  public String toString() {
    return "%s (%s): %s".formatted(title, place, said);
  }
}
