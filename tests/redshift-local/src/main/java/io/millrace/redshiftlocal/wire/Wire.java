package io.millrace.redshiftlocal.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;

/** One end of a connection: reads and writes {@link Frame}s. */
final class Wire implements AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final int LARGEST_MESSAGE = 1 << 30;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
  }

  /** The next message; {@link EOFException} when the other end has gone. */
  Frame read() throws IOException {
    var type = (char) in.readUnsignedByte();
    return new Frame(type, body());
  }

  /** A message without a type byte, as a connection begins with. */
  byte[] readUntyped() throws IOException {
    return body();
  }

  private byte[] body() throws IOException {
    var length = in.readInt() - Integer.BYTES;
    if (length < 0 || length > LARGEST_MESSAGE) {
      throw new IOException("This is not PostgreSQL's protocol: a message of " + length + " bytes");
    }
    var body = new byte[length];
    in.readFully(body);
    return body;
  }

  void write(Frame frame) throws IOException {
    out.writeByte(frame.type());
    writeUntyped(frame.body());
  }

  void writeUntyped(byte[] body) throws IOException {
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
  }

  void writeOctet(char octet) throws IOException {
    out.writeByte(octet);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Waits until the other end has closed, as it does after a request to cancel. */
  void readUntilClosed() throws IOException {
    while (in.read() >= 0) {
      // Nothing is expected.
    }
  }

  /** Ends the connection without a word, as a network failure does; unsent answers are lost. */
  void abort() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException alreadyClosed) {
      return;
    }
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // Nothing is left to be closed.
    }
  }
}
