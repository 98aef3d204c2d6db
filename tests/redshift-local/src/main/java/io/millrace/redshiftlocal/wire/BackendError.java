package io.millrace.redshiftlocal.wire;

/** PostgreSQL refused a statement; its own words go on to the client. */
final class BackendError extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Frame frame;

  BackendError(Frame frame) {
    super(field(frame, 'M'));
    this.frame = frame;
  }

  Frame frame() {
    return frame;
  }

  /** One field of an ErrorResponse, e.g. {@code M} for the message, {@code C} for the SQLSTATE. */
  static String field(Frame error, char wanted) {
    for (var at = 0; error.body()[at] != 0; at = error.afterTextAt(at)) {
      if (error.body()[at] == wanted) {
        return error.textAt(at + 1);
      }
    }
    return "";
  }
}
