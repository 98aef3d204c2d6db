package io.millrace.sampledata;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Makes a finished file look its age: DMS writes converted types only, and none of the logical
 * types, page indexes and column orders that came to Parquet after it.
 */
final class LegacyFooter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String WRITER = "millrace-sample-data version 1.0.0 (build 1)";

  private LegacyFooter() {}

  static void rewrite(Path path) throws IOException {
    try (var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var footerEnd = file.size() - Integer.BYTES - MAGIC.length;
      var footerLength = read(file, footerEnd, Integer.BYTES).getInt();
      var footerStart = footerEnd - footerLength;
      var footer =
          Util.readFileMetaData(
              new ByteArrayInputStream(read(file, footerStart, footerLength).array()));
      file.truncate(Math.min(footerStart, firstIndex(footer)));
      age(footer);
      append(file, footer);
    }
  }

  private static void age(FileMetaData footer) {
    footer.setCreated_by(WRITER);
    footer.unsetColumn_orders();
    footer.getSchema().forEach(element -> element.unsetLogicalType());
    for (var group : footer.getRow_groups()) {
      for (var chunk : group.getColumns()) {
        chunk.unsetColumn_index_offset();
        chunk.unsetColumn_index_length();
        chunk.unsetOffset_index_offset();
        chunk.unsetOffset_index_length();
        // Parquet keeps these in hash sets of enums, whose order differs from one JVM to the next.
        Collections.sort(chunk.getMeta_data().getEncodings());
        Collections.sort(chunk.getMeta_data().getEncoding_stats());
      }
    }
  }

  /** Page indexes lie between the last row group and the footer. */
  private static long firstIndex(FileMetaData footer) {
    return footer.getRow_groups().stream()
        .flatMap(group -> group.getColumns().stream())
        .mapToLong(LegacyFooter::firstIndex)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static long firstIndex(ColumnChunk chunk) {
    return Math.min(
        chunk.isSetColumn_index_offset() ? chunk.getColumn_index_offset() : Long.MAX_VALUE,
        chunk.isSetOffset_index_offset() ? chunk.getOffset_index_offset() : Long.MAX_VALUE);
  }

  private static void append(FileChannel file, FileMetaData footer) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    var tail =
        ByteBuffer.allocate(bytes.size() + Integer.BYTES + MAGIC.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(bytes.toByteArray())
            .putInt(bytes.size())
            .put(MAGIC)
            .flip();
    file.position(file.size());
    while (tail.hasRemaining()) {
      file.write(tail);
    }
  }

  private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
    return bytes.flip();
  }
}
