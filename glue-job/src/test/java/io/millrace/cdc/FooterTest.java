package io.millrace.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FooterTest {

  @TempDir Path place;

  @Test
  void aColumnThatSparkHasNoTypeForIsNamed() {
    assertThatThrownBy(
            () -> footer("optional fixed_len_byte_array(12) worked (INTERVAL); optional int32 id;"))
        .isInstanceOf(Footer.Unreadable.class)
        .hasMessageContaining("Spark has no type for its column optional fixed_len_byte_array(12)")
        .hasMessageContaining("worked");
  }

  @Test
  void columnsThatDifferByCaseAloneAreNamed() {
    assertThatThrownBy(() -> footer("optional int32 id; optional int32 ID;"))
        .isInstanceOf(Footer.Unreadable.class)
        .hasMessage("its columns id and ID differ by case alone");
  }

  @Test
  void aTimeOfDayIsTextFromHereOn() throws Exception {
    var footer = footer("optional int32 opens (TIME_MILLIS); required int64 id;");

    assertThat(footer.rows()).isZero();
    assertThat(footer.schema().apply("opens").dataType().sql()).isEqualTo("STRING");
    assertThat(TextForm.read(footer.schema()).apply("opens").dataType().sql()).isEqualTo("INT");
  }

  private Footer footer(String columns) throws IOException, Footer.Unreadable {
    var file = place.resolve("LOAD00000001.parquet").toString();
    ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file))
        .withType(MessageTypeParser.parseMessageType("message schema { " + columns + " }"))
        .build()
        .close();
    return Footer.read(
        new SourceFile(file, "LOAD00000001.parquet", 1, Instant.EPOCH), new Configuration(false));
  }
}
