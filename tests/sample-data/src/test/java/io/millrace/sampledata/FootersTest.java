package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

/** What DMS's files look like from outside, held against the committed footers. */
class FootersTest {
  private static final List<String> TABLES =
      List.of("customers", "countries", "categories", "products", "orders", "order_items");

  @Test
  void noFileKnowsTypesOrIndexesYoungerThanDms() throws IOException {
    for (var footer : allFooters()) {
      assertThat(footer.getColumn_orders()).isNull();
      assertThat(columns(footer)).noneMatch(SchemaElement::isSetLogicalType);
      assertThat(footer.getRow_groups())
          .flatExtracting(group -> group.getColumns())
          .noneMatch(chunk -> chunk.isSetColumn_index_offset() || chunk.isSetOffset_index_offset());
    }
  }

  @Test
  void onlyTheTimestampOfDmsIsRequired() throws IOException {
    for (var footer : allFooters()) {
      for (var column : columns(footer)) {
        assertThat(column.getRepetition_type())
            .as(column.getName())
            .isEqualTo(
                column.getName().equals("dms_ts")
                    ? FieldRepetitionType.REQUIRED
                    : FieldRepetitionType.OPTIONAL);
      }
      assertThat(column(footer, "dms_ts").getConverted_type()).isEqualTo(ConvertedType.UTF8);
    }
  }

  @Test
  void opStandsFirstInChangesAndInLoadsOnlyWhereTheTaskIncludesIt() throws IOException {
    for (var table : TABLES) {
      for (var file : SampleFiles.of(table)) {
        var names = names(footer(file));
        if (SampleFiles.isLoad(file) && table.equals("countries")) {
          assertThat(names).startsWith("dms_ts").doesNotContain("Op");
        } else {
          assertThat(names).startsWith("Op", "dms_ts");
        }
      }
    }
  }

  @Test
  void typesAreThoseThatDmsMakesOfPostgresTypes() throws IOException {
    var customers = footer(SampleFiles.of("customers").get(0));
    assertType(column(customers, "customer_id"), Type.INT64, null);
    assertType(column(customers, "tier"), Type.INT32, ConvertedType.INT_16);
    assertType(column(customers, "updated_at"), Type.INT64, ConvertedType.TIMESTAMP_MICROS);
    assertType(column(customers, "credit_limit"), Type.FIXED_LEN_BYTE_ARRAY, ConvertedType.DECIMAL);
    assertThat(column(customers, "credit_limit"))
        .returns(12, SchemaElement::getPrecision)
        .returns(2, SchemaElement::getScale)
        .returns(6, SchemaElement::getType_length);

    var products = footer(SampleFiles.of("products").get(0));
    assertType(column(products, "updated_at"), Type.INT64, ConvertedType.TIMESTAMP_MILLIS);
    assertType(column(products, "available_from"), Type.INT32, ConvertedType.DATE);
    assertType(column(products, "weight_kg"), Type.DOUBLE, null);

    var orders = footer(SampleFiles.of("orders").get(0));
    assertType(column(orders, "is_gift"), Type.BYTE_ARRAY, ConvertedType.UTF8);
  }

  @Test
  void theBeforeImageAndTheChangeSequenceComeLast() throws IOException {
    for (var file : SampleFiles.of("customers")) {
      assertThat(names(footer(file))).endsWith("updated_at", "BI_customer_id", "AR_H_CHANGE_SEQ");
    }
  }

  @Test
  void quantityGrowsFromInt32ToInt64AndColourIsAdded() throws IOException {
    for (var file : SampleFiles.of("order_items")) {
      var isWide = written(file).compareTo("20260108") >= 0;
      assertType(column(footer(file), "quantity"), isWide ? Type.INT64 : Type.INT32, null);
    }
    for (var file : SampleFiles.of("products")) {
      assertThat(names(footer(file)).contains("colour"))
          .isEqualTo(written(file).compareTo("20260108") >= 0);
    }
  }

  @Test
  void onlyProductsAreCompressed() throws IOException {
    for (var table : TABLES) {
      var codec =
          table.equals("products") ? CompressionCodec.SNAPPY : CompressionCodec.UNCOMPRESSED;
      for (var file : SampleFiles.of(table)) {
        assertThat(footer(file).getRow_groups())
            .flatExtracting(group -> group.getColumns())
            .allMatch(chunk -> chunk.getMeta_data().getCodec() == codec);
      }
    }
  }

  /** The day in a file's name; the loads are of before. */
  private static String written(Path file) {
    return SampleFiles.isLoad(file) ? "20260105" : file.getFileName().toString().substring(0, 8);
  }

  private static void assertType(SchemaElement column, Type type, ConvertedType converted) {
    assertThat(column.getType()).isEqualTo(type);
    assertThat(column.getConverted_type()).isEqualTo(converted);
  }

  private static List<FileMetaData> allFooters() throws IOException {
    var footers = new ArrayList<FileMetaData>();
    for (var table : TABLES) {
      for (var file : SampleFiles.of(table)) {
        footers.add(footer(file));
      }
    }
    assertThat(footers).hasSizeGreaterThan(40);
    return footers;
  }

  private static FileMetaData footer(Path file) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    var end = bytes.limit() - 8;
    var start = end - bytes.getInt(end);
    return Util.readFileMetaData(
        new ByteArrayInputStream(Arrays.copyOfRange(bytes.array(), start, end)));
  }

  /** Without the root. */
  private static List<SchemaElement> columns(FileMetaData footer) {
    return footer.getSchema().subList(1, footer.getSchemaSize());
  }

  private static List<String> names(FileMetaData footer) {
    return columns(footer).stream().map(SchemaElement::getName).toList();
  }

  private static SchemaElement column(FileMetaData footer, String name) {
    return columns(footer).stream()
        .filter(column -> column.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
