package io.millrace.redshiftlocal.copy;

import java.io.IOException;

/**
 * Why a row could not be loaded, with the code that stl_load_errors shows for it.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html">Load
 *     error reference</a>
 */
final class LoadError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int code;
  private final transient Column column;
  private final String rawField;

  LoadError(int code, String reason, Column column, String rawField) {
    super(reason);
    this.code = code;
    this.column = column;
    this.rawField = rawField;
  }

  /** The file is there, but broken: no gzip, for example, or cut short. */
  static LoadError unreadable(IOException cause) {
    return new LoadError(1219, "The file cannot be read: " + cause.getMessage(), null, "");
  }

  int code() {
    return code;
  }

  /** The column at fault, or null. */
  Column column() {
    return column;
  }

  String rawField() {
    return rawField;
  }
}
