package io.millrace.redshiftlocal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts the body of a {@link Frame} together. */
final class FrameBody {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FrameBody text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    bytes.write(0);
    return this;
  }

  FrameBody bytes(byte[] source, int from, int to) {
    bytes.write(source, from, to - from);
    return this;
  }

  FrameBody int16(int value) {
    bytes.write(value >>> 8);
    bytes.write(value);
    return this;
  }

  FrameBody int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  FrameBody octet(int value) {
    bytes.write(value);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  Frame frame(char type) {
    return new Frame(type, toBytes());
  }
}
