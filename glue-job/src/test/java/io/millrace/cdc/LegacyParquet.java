package io.millrace.cdc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.format.Util;

/** A Parquet file as writers of old made it: converted types only, no logical ones. */
final class LegacyParquet {

  private static final int TAIL = 8;

  private LegacyParquet() {}

  static void copy(Path modern, Path legacy) throws IOException {
    var whole = Files.readAllBytes(modern);
    int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - TAIL);
    int start = whole.length - TAIL - length;
    var footer =
        Util.readFileMetaData(
            new ByteArrayInputStream(Arrays.copyOfRange(whole, start, whole.length - TAIL)));
    footer.getSchema().stream()
        .filter(element -> element.isSetConverted_type())
        .forEach(element -> element.unsetLogicalType());
    var written = new ByteArrayOutputStream();
    written.write(whole, 0, start);
    Util.writeFileMetaData(footer, written);
    int size = written.size() - start;
    written.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(size).array());
    written.write("PAR1".getBytes(StandardCharsets.US_ASCII));
    Files.write(legacy, written.toByteArray());
  }
}
