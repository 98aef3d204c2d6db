package io.millrace.redshiftlocal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's side of a session, asked one question at a time. */
final class Backend implements AutoCloseable {

  /** Takes the messages of an answer as they come. */
  interface Sink {
    void accept(Frame frame) throws IOException;
  }

  static final char IDLE = 'I';
  static final char IN_TRANSACTION = 'T';

  private final Wire wire;
  private final Sink asynchronous;
  private char status = IDLE;

  Backend(Wire wire, Sink asynchronous) {
    this.wire = wire;
    this.asynchronous = asynchronous;
  }

  /** The state of the transaction at the last Sync: idle, open, or failed ({@code E}). */
  char status() {
    return status;
  }

  /** The same, when a BEGIN may have been carried out that no Sync has followed yet. */
  char currentStatus() throws IOException {
    query("", answer -> {});
    return status;
  }

  void send(Frame frame) throws IOException {
    wire.write(frame);
  }

  /** The next message that answers something, after passing on those that answer nothing. */
  Frame next() throws IOException {
    wire.flush();
    while (true) {
      var frame = wire.read();
      if (frame.type() == Frame.READY_FOR_QUERY) {
        status = (char) frame.body()[0];
      }
      if (!frame.isAsynchronous()) {
        return frame;
      }
      asynchronous.accept(frame);
    }
  }

  /** Sends SQL that may fail, and gives everything that it answers but the last ReadyForQuery. */
  void query(String sql, Sink sink) throws IOException {
    send(Frame.query(sql));
    drain(sink);
  }

  void drain(Sink sink) throws IOException {
    for (var frame = next(); frame.type() != Frame.READY_FOR_QUERY; frame = next()) {
      sink.accept(frame);
    }
  }

  /** The rows of a query, each value as text or null. */
  List<List<String>> rows(String sql) throws IOException, BackendError {
    var rows = new ArrayList<List<String>>();
    var errors = new ArrayList<Frame>();
    query(
        sql,
        frame -> {
          if (frame.type() == 'D') {
            rows.add(values(frame));
          } else if (frame.type() == Frame.ERROR) {
            errors.add(frame);
          }
        });
    if (!errors.isEmpty()) {
      throw new BackendError(errors.get(0));
    }
    return rows;
  }

  private static List<String> values(Frame row) {
    var bytes = ByteBuffer.wrap(row.body());
    var values = new ArrayList<String>();
    for (int count = bytes.getShort(), i = 0; i < count; i++) {
      var length = bytes.getInt();
      if (length < 0) {
        values.add(null);
        continue;
      }
      var value = new byte[length];
      bytes.get(value);
      values.add(new String(value, StandardCharsets.UTF_8));
    }
    return values;
  }

  void abort() {
    wire.abort();
  }

  @Override
  public void close() {
    wire.close();
  }
}
