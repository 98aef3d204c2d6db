package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.postgres.Postgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a connection begins: no encryption, no password, and only parameters that both know. */
final class Startup {

  private static final int PROTOCOL_3 = 3 << 16;
  private static final int CANCEL = 80877102;
  private static final int SSL = 80877103;
  private static final int GSS = 80877104;

  /** What the Redshift driver sends beyond these would make PostgreSQL refuse the connection. */
  private static final List<String> PASSED_ON =
      List.of("client_encoding", "DateStyle", "TimeZone", "extra_float_digits", "application_name");

  private Startup() {}

  /** Reads until the client says what it wants; empty when it wanted a query cancelled. */
  static Optional<Map<String, String>> parameters(Wire client, Postgres postgres)
      throws IOException {
    while (true) {
      var packet = client.readUntyped();
      switch (ByteBuffer.wrap(packet).getInt()) {
        case SSL, GSS -> {
          client.writeOctet('N');
          client.flush();
        }
        case CANCEL -> {
          try (var backend = dial(postgres)) {
            backend.writeUntyped(packet);
            backend.flush();
            backend.readUntilClosed();
          }
          return Optional.empty();
        }
        case PROTOCOL_3 -> {
          return Optional.of(pairs(packet));
        }
        default -> throw new IOException("This is not PostgreSQL's protocol 3");
      }
    }
  }

  static Wire dial(Postgres postgres) throws IOException {
    return new Wire(new Socket(InetAddress.getLoopbackAddress(), postgres.port()));
  }

  /** Sends PostgreSQL a start-up packet in place of the client's. */
  static void forward(Map<String, String> parameters, Postgres postgres, Wire backend)
      throws IOException {
    var packet = new FrameBody().int32(PROTOCOL_3);
    packet.text("user").text(postgres.user());
    packet.text("database").text(parameters.getOrDefault("database", postgres.database()));
    for (var name : PASSED_ON) {
      if (parameters.containsKey(name)) {
        packet.text(name).text(parameters.get(name));
      }
    }
    backend.writeUntyped(packet.octet(0).toBytes());
  }

  private static Map<String, String> pairs(byte[] packet) {
    var texts = new Frame('?', packet);
    var parameters = new LinkedHashMap<String, String>();
    for (var at = Integer.BYTES; packet[at] != 0; ) {
      var valueAt = texts.afterTextAt(at);
      parameters.put(texts.textAt(at), texts.textAt(valueAt));
      at = texts.afterTextAt(valueAt);
    }
    return parameters;
  }
}
