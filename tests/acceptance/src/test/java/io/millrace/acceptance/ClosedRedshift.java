package io.millrace.acceptance;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server that speaks the first words of Redshift's protocol: no TLS, a password, and it is wrong.
 */
final class ClosedRedshift implements AutoCloseable {

  private static final int PROTOCOL_3 = 3 << 16;
  private static final int CLEAR_TEXT = 3;

  private final ServerSocket server;

  ClosedRedshift() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getByName("localhost"));
    var listening = new Thread(this::listen, "closed-redshift");
    listening.setDaemon(true);
    listening.start();
  }

  String url(String settings) {
    return "jdbc:redshift://localhost:" + server.getLocalPort() + "/dev" + settings;
  }

  private void listen() {
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        answer(client);
      } catch (IOException e) {
        // The driver has hung up, or the test is over.
      }
    }
  }

  private static void answer(Socket client) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var out = new DataOutputStream(client.getOutputStream());
    while (packet(in) != PROTOCOL_3) {
      out.writeByte('N');
    }
    out.writeByte('R');
    out.writeInt(2 * Integer.BYTES);
    out.writeInt(CLEAR_TEXT);
    in.readByte();
    packet(in);
    var error =
        "SFATAL\0C28000\0Mpassword authentication failed for user \"etl\"\0\0"
            .getBytes(StandardCharsets.UTF_8);
    out.writeByte('E');
    out.writeInt(error.length + Integer.BYTES);
    out.write(error);
    out.flush();
  }

  /** The number that a packet begins with. */
  private static int packet(DataInputStream in) throws IOException {
    int length = in.readInt();
    int first = in.readInt();
    in.skipNBytes(length - 2L * Integer.BYTES);
    return first;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
