package io.millrace.sampledata;

import static io.millrace.sampledata.Column.Type.DATE;
import static io.millrace.sampledata.Column.Type.FLOAT8;
import static io.millrace.sampledata.Column.Type.INT2;
import static io.millrace.sampledata.Column.Type.INT4;
import static io.millrace.sampledata.Column.Type.INT8;
import static io.millrace.sampledata.Column.Type.TEXT;
import static io.millrace.sampledata.Column.Type.TIMESTAMP_MICROS;
import static io.millrace.sampledata.Column.Type.TIMESTAMP_MILLIS;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** A table of the shop, and how its DMS task was set up. */
enum Table {
  COUNTRIES(
      EnumSet.of(Trait.TINY_LOAD_FILES),
      Column.of("country_code", TEXT),
      Column.of("country_name", TEXT),
      Column.of("region", TEXT)),
  CATEGORIES(
      EnumSet.of(Trait.OP_ON_LOAD),
      Column.of("category_id", INT4),
      Column.of("category_name", TEXT),
      Column.of("department", TEXT)),
  CUSTOMERS(
      EnumSet.of(
          Trait.OP_ON_LOAD, Trait.CHANGE_SEQUENCE, Trait.BEFORE_IMAGE, Trait.DELETES_HOLD_THE_KEY),
      Column.of("customer_id", INT8),
      Column.of("email", TEXT),
      Column.of("full_name", TEXT),
      Column.of("birth_date", TEXT),
      Column.of("tier", INT2),
      Column.of("status", TEXT),
      Column.of("country_code", TEXT),
      Column.numeric("credit_limit", 12, 2),
      Column.of("bio", TEXT),
      Column.of("created_at", TIMESTAMP_MICROS),
      Column.of("updated_at", TIMESTAMP_MICROS)),
  PRODUCTS(
      EnumSet.of(Trait.OP_ON_LOAD, Trait.SNAPPY),
      Column.of("product_id", INT4),
      Column.of("sku", TEXT),
      Column.of("product_name", TEXT),
      Column.of("category_id", INT4),
      Column.numeric("price", 10, 2),
      Column.of("weight_kg", FLOAT8),
      Column.of("attributes", TEXT),
      Column.of("status", TEXT),
      Column.of("available_from", DATE),
      Column.of("updated_at", TIMESTAMP_MILLIS),
      Column.of("colour", TEXT)),
  ORDERS(
      EnumSet.of(Trait.OP_ON_LOAD, Trait.CHANGE_SEQUENCE),
      Column.of("order_id", INT8),
      Column.of("customer_id", INT8),
      Column.of("status", TEXT),
      Column.of("ordered_at", TIMESTAMP_MICROS),
      Column.of("shipped_at", TIMESTAMP_MICROS),
      Column.of("ship_country", TEXT),
      Column.of("currency", TEXT),
      Column.numeric("total", 14, 2),
      Column.of("is_gift", TEXT),
      Column.of("updated_at", TIMESTAMP_MICROS),
      Column.of("promo_code", TEXT)),
  ORDER_ITEMS(
      EnumSet.of(
          Trait.OP_ON_LOAD,
          Trait.CHANGE_SEQUENCE,
          Trait.NULL_SEQUENCE_ON_LOAD,
          Trait.DATE_PARTITIONED),
      Column.of("order_id", INT8),
      Column.of("line_no", INT4),
      Column.of("product_id", INT4),
      Column.of("quantity", INT8),
      Column.numeric("unit_price", 10, 2),
      Column.of("note", TEXT));

  /** What a DMS endpoint or task setting does to the files. */
  enum Trait {
    /** IncludeOpForFullLoad. */
    OP_ON_LOAD,
    /** AR_H_CHANGE_SEQ by an add-column transformation. */
    CHANGE_SEQUENCE,
    /** What has no sequence has a null there, where other tables have an empty string. */
    NULL_SEQUENCE_ON_LOAD,
    /** The key's before-image, by add-before-image-columns. */
    BEFORE_IMAGE,
    /** PostgreSQL's default replica identity. */
    DELETES_HOLD_THE_KEY,
    /** DatePartitionEnabled. */
    DATE_PARTITIONED,
    /** A small MaxFileSize: the hexadecimal counter gets past 09. */
    TINY_LOAD_FILES,
    /** A compressed table; all others are not. */
    SNAPPY
  }

  @SuppressWarnings("ImmutableEnumChecker") // filled once, never handed out
  private final Set<Trait> traits;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Column> columns;

  Table(Set<Trait> traits, Column... columns) {
    this.traits = traits;
    this.columns = List.of(columns);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  String folder() {
    return "public/" + name().toLowerCase(Locale.ROOT);
  }

  CompressionCodecName codec() {
    return has(Trait.SNAPPY) ? CompressionCodecName.SNAPPY : CompressionCodecName.UNCOMPRESSED;
  }

  int width() {
    return columns.size();
  }

  int index(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(this + " has no column " + column);
  }

  /** The table's own columns as they were in that batch. */
  List<Column> columns(int batch) {
    return switch (this) {
      case PRODUCTS -> batch < Calendar.COLOUR_ADDED ? columns.subList(0, width() - 1) : columns;
      case ORDERS -> batch < Calendar.PROMO_CODE_ADDED ? columns.subList(0, width() - 1) : columns;
      case ORDER_ITEMS ->
          batch < Calendar.QUANTITY_WIDENED
              ? columns.stream().map(Table::beforeWidening).toList()
              : columns;
      case COUNTRIES, CATEGORIES, CUSTOMERS -> columns;
    };
  }

  private static Column beforeWidening(Column column) {
    return column.name().equals("quantity") ? Column.of("quantity", INT4) : column;
  }
}
