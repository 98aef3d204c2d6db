package io.millrace.redshiftlocal.sql;

/** What Redshift, or the stand-in in its place, answers to a statement it does not carry out. */
public final class RedshiftError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String state;
  private final String detail;

  private RedshiftError(String state, String message, String detail) {
    super(message);
    this.state = state;
    this.detail = detail;
  }

  /** An error that Redshift itself gives. */
  public static RedshiftError of(String state, String message, String detail) {
    return new RedshiftError(state, message, detail);
  }

  /** Redshift may well do this; the stand-in does not, and says so instead of guessing. */
  public static RedshiftError notEmulated(String what) {
    return new RedshiftError(
        "0A000",
        "redshift-local does not emulate " + what,
        "The statement may be right; only a real Redshift can tell. See tests/redshift-local/README.md.");
  }

  /** PostgreSQL does this and Redshift does not. */
  public static RedshiftError notInRedshift(String what) {
    return new RedshiftError("0A000", what + " is not supported by Amazon Redshift", "");
  }

  public String state() {
    return state;
  }

  public String detail() {
    return detail;
  }
}
