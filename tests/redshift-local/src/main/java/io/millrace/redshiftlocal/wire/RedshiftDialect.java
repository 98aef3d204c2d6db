package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.sql.RedshiftError;
import java.nio.ByteBuffer;

/** Gives PostgreSQL's answers the shape that Redshift's have. */
final class RedshiftDialect {

  private static final int JSONB = 3802;
  private static final int SUPER = 4000;
  private static final String POSTGRES_CONFLICT = "40001";

  private RedshiftDialect() {}

  static Frame of(Frame frame) {
    return switch (frame.type()) {
      case Frame.ROW_DESCRIPTION -> rowDescription(frame);
      case Frame.ERROR -> error(frame);
      default -> frame;
    };
  }

  /**
   * The transaction is to be tried again.
   *
   * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html">Error
   *     1023</a>
   */
  static RedshiftError serializationConflict() {
    return RedshiftError.of(
        "XX000",
        "1023",
        "Serializable isolation violation on a table in Redshift (raised by redshift-local)");
  }

  static Frame error(String state, String message, String detail) {
    var body = new FrameBody();
    body.text("SERROR").text("C" + state).text("M" + message);
    if (!detail.isEmpty()) {
      body.text("D" + detail);
    }
    return body.octet(0).frame(Frame.ERROR);
  }

  /** A column of SUPER has a type number of its own. */
  private static Frame rowDescription(Frame frame) {
    var bytes = ByteBuffer.wrap(frame.body().clone());
    var columns = bytes.getShort();
    var at = Short.BYTES;
    for (var i = 0; i < columns; i++) {
      var type = frame.afterTextAt(at) + Integer.BYTES + Short.BYTES;
      if (bytes.getInt(type) == JSONB) {
        bytes.putInt(type, SUPER);
      }
      at = type + Integer.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES;
    }
    return new Frame(Frame.ROW_DESCRIPTION, bytes.array());
  }

  /** Two transactions that collide get Redshift's 1023 rather than PostgreSQL's words. */
  private static Frame error(Frame frame) {
    if (!BackendError.field(frame, 'C').equals(POSTGRES_CONFLICT)) {
      return frame;
    }
    return error(
        "XX000", "1023", "Serializable isolation violation: " + BackendError.field(frame, 'M'));
  }
}
