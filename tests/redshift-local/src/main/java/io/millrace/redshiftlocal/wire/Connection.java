package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.postgres.Postgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection to PostgreSQL that is ready for queries, with what it said on the way there. */
record Connection(Backend backend, List<Frame> greeting, int processId) implements AutoCloseable {

  /** Opens one whose notices nobody reads. */
  static Connection open(Postgres postgres, Map<String, String> parameters) throws IOException {
    return open(postgres, parameters, notice -> {});
  }

  static Connection open(
      Postgres postgres, Map<String, String> parameters, Backend.Sink asynchronous)
      throws IOException {
    var wire = Startup.dial(postgres);
    Startup.forward(parameters, postgres, wire);
    wire.flush();
    var greeting = new ArrayList<Frame>();
    var processId = 0;
    while (true) {
      var frame = wire.read();
      if (frame.type() == Frame.READY_FOR_QUERY) {
        return new Connection(new Backend(wire, asynchronous), List.copyOf(greeting), processId);
      }
      greeting.add(frame);
      if (frame.type() == Frame.BACKEND_KEY_DATA) {
        processId = ByteBuffer.wrap(frame.body()).getInt();
      }
      if (frame.type() == Frame.ERROR) {
        wire.close();
        return new Connection(null, List.copyOf(greeting), 0);
      }
    }
  }

  boolean wasRefused() {
    return backend == null;
  }

  @Override
  public void close() {
    if (backend != null) {
      backend.close();
    }
  }
}
