package io.millrace.redshiftlocal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A COPY that the loaders send: CSV, plain or gzipped, from a manifest or a prefix. */
public record CopyCommand(
    String table, List<String> columns, String source, Options options, String text) {

  /** How the files are to be read. */
  public record Options(
      boolean manifest,
      boolean gzip,
      char delimiter,
      char quote,
      String nullString,
      int headerLines,
      boolean emptyAsNull,
      boolean blanksAsNull,
      boolean truncateColumns,
      boolean roundDecimals) {}

  static CopyCommand parse(Cursor cursor, String text) {
    cursor.expect("COPY");
    var table = cursor.qualifiedName();
    var columns = new ArrayList<String>();
    if (cursor.sees("(")) {
      for (var column : cursor.list()) {
        columns.add(column.get(0).name());
      }
    }
    cursor.expect("FROM");
    var source = cursor.string();
    return new CopyCommand(
        table, List.copyOf(columns), source, new OptionReader(cursor).read(), text);
  }

  /** Reads what follows the source; the order is free. */
  private static final class OptionReader {

    private final Cursor cursor;
    private boolean csv;
    private boolean manifest;
    private boolean gzip;
    private boolean emptyAsNull;
    private boolean blanksAsNull;
    private boolean truncateColumns;
    private boolean roundDecimals;
    private char delimiter = ',';
    private char quote = '"';
    private String nullString = "\\N"; // Redshift's default
    private int headerLines;

    OptionReader(Cursor cursor) {
      this.cursor = cursor;
    }

    Options read() {
      while (!cursor.atEnd()) {
        option(cursor.next().text().toUpperCase(Locale.ROOT));
      }
      if (!csv) {
        throw RedshiftError.notEmulated("COPY of anything but CSV; write FORMAT AS CSV");
      }
      return new Options(
          manifest,
          gzip,
          delimiter,
          quote,
          nullString,
          headerLines,
          emptyAsNull,
          blanksAsNull,
          truncateColumns,
          roundDecimals);
    }

    private void option(String name) {
      switch (name) {
        case "WITH", "FORMAT", "AS" -> {}
        case "CSV" -> csv = true;
        case "MANIFEST" -> manifest = true;
        case "GZIP" -> gzip = true;
        case "DELIMITER" -> delimiter = character();
        case "QUOTE" -> quote = character();
        case "NULL" -> nullString = string();
        case "IGNOREHEADER" -> headerLines = number();
        case "EMPTYASNULL" -> emptyAsNull = true;
        case "BLANKSASNULL" -> blanksAsNull = true;
        case "TRUNCATECOLUMNS" -> truncateColumns = true;
        case "ROUNDEC" -> roundDecimals = true;
        case "CREDENTIALS", "REGION", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN" ->
            string(); // nothing to be let into: the files are local
        case "IAM_ROLE", "COMPUPDATE", "STATUPDATE", "COMPROWS" -> cursor.next();
        case "DATEFORMAT", "TIMEFORMAT" -> onlyAuto(name, string());
        case "MAXERROR" -> onlyNone(number());
        default -> throw RedshiftError.notEmulated("COPY's option " + name);
      }
    }

    private static void onlyAuto(String name, String format) {
      var iso = List.of("auto", "yyyy-mm-dd", "yyyy-mm-dd hh:mi:ss");
      if (!iso.contains(format.toLowerCase(Locale.ROOT))) {
        throw RedshiftError.notEmulated("COPY's " + name + " '" + format + "'; write 'auto'");
      }
    }

    private static void onlyNone(int errors) {
      if (errors > 0) {
        throw RedshiftError.notEmulated("COPY's MAXERROR; a load is whole or not at all");
      }
    }

    private String string() {
      cursor.takes("AS");
      return cursor.string();
    }

    private char character() {
      var value = string();
      if (value.length() != 1) {
        throw RedshiftError.notEmulated("a COPY delimiter or quote of other than one character");
      }
      return value.charAt(0);
    }

    private int number() {
      cursor.takes("AS");
      return Integer.parseInt(cursor.next().text());
    }
  }
}
