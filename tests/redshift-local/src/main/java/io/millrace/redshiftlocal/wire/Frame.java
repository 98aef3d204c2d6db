package io.millrace.redshiftlocal.wire;

import java.nio.charset.StandardCharsets;

/** One message of PostgreSQL's wire protocol 3: a type and a body. */
final class Frame {

  static final char AUTHENTICATION = 'R';
  static final char BACKEND_KEY_DATA = 'K';
  static final char COMMAND_COMPLETE = 'C';
  static final char ERROR = 'E';
  static final char NOTICE = 'N';
  static final char NOTIFICATION = 'A';
  static final char PARAMETER_STATUS = 'S';
  static final char READY_FOR_QUERY = 'Z';
  static final char ROW_DESCRIPTION = 'T';

  private final char type;
  private final byte[] body;

  Frame(char type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  static Frame empty(char type) {
    return new Frame(type, new byte[0]);
  }

  static Frame query(String sql) {
    return new FrameBody().text(sql).frame('Q');
  }

  static Frame commandComplete(String tag) {
    return new FrameBody().text(tag).frame(COMMAND_COMPLETE);
  }

  static Frame readyForQuery(char status) {
    return new Frame(READY_FOR_QUERY, new byte[] {(byte) status});
  }

  char type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  /** Notices, parameter changes and notifications may come at any time. */
  boolean isAsynchronous() {
    return type == NOTICE || type == PARAMETER_STATUS || type == NOTIFICATION;
  }

  /** The zero-terminated text that begins at this offset. */
  String textAt(int offset) {
    var end = offset;
    while (body[end] != 0) {
      end++;
    }
    return new String(body, offset, end - offset, StandardCharsets.UTF_8);
  }

  /** Where the text that begins at this offset ends, its zero included. */
  int afterTextAt(int offset) {
    var end = offset;
    while (body[end] != 0) {
      end++;
    }
    return end + 1;
  }
}
