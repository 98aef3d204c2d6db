package io.millrace.pipeline;

import java.util.Optional;

/** A row check with what happens to a row that fails it. */
@Means(
    called = "a row check",
    value =
        "What one row must be, named by its key, with what happens to a row that is not so. A null passes every check but `not_null`; of a deleted row only the key is checked.")
public record RowCheck(
    @Means("what a row must be") Check check,
    @Means(
            value =
                "what happens to a row that fails: quarantine, warn, drop (counted), fail (refuse the"
                    + " batch) or {set: {column: expression}} (correct it)",
            byDefault = "quarantine",
            example = "{set: {credit_limit: 0}}")
        OnFail onFail,
    @Means(value = "the name it is reported by", example = "updated-after-created")
        Optional<String> name,
    Place place,
    FileVersion version) {

  /** The name it is reported by: its own, or what it checks. */
  public String title() {
    return name.orElseGet(check::title);
  }
}
