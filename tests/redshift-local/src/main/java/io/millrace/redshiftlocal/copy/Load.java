package io.millrace.redshiftlocal.copy;

import io.millrace.redshiftlocal.sql.CopyCommand;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Turns the files of a COPY into rows of PostgreSQL's text format, one line each. */
public final class Load {

  /** Takes the rows as they are read. */
  public interface Rows {
    void accept(byte[] line) throws IOException;
  }

  /** A load that failed, as stl_load_errors records it. */
  public record Failure(
      String file,
      long line,
      String column,
      String type,
      int length,
      String raw,
      int code,
      String reason) {}

  private record FileStart(long rows, Path file) {}

  private final CopyCommand command;
  private final List<Path> files;
  private final List<Column> columns;
  private final List<FileStart> starts = new ArrayList<>();
  private long rows;

  private Load(CopyCommand command, List<Path> files, List<Column> columns) {
    this.command = command;
    this.files = files;
    this.columns = columns;
  }

  /** Finds the files; what is missing is an error before anything is read. */
  public static Load of(CopyCommand command, Locations locations, List<Column> columns)
      throws IOException {
    return new Load(command, Manifest.files(command, locations), columns);
  }

  /** Reads every file; gives null when all rows could be handed on, or the first that could not. */
  public Failure read(Rows sink) throws IOException {
    for (var file : files) {
      starts.add(new FileStart(rows, file));
      var failure = read(file, sink);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  public long rows() {
    return rows;
  }

  /** What PostgreSQL found wrong with the n-th row, from 1. */
  public Failure failureAt(long row, String column, int code, String reason) {
    var start = starts.get(0);
    for (var next : starts) {
      if (next.rows < row) {
        start = next;
      }
    }
    var faulty = columns.stream().filter(one -> one.name().equals(column)).findFirst().orElse(null);
    return failure(start.file, row - start.rows, new LoadError(code, reason, faulty, ""));
  }

  private Failure read(Path file, Rows sink) throws IOException {
    var options = command.options();
    var firstLine = 0L;
    try (var reader = open(file)) {
      var csv = new Csv(reader, options.delimiter(), options.quote());
      for (var i = 0; i < options.headerLines(); i++) {
        csv.next();
      }
      for (var record = csv.next(); record != null; record = csv.next()) {
        firstLine = csv.firstLine();
        sink.accept(line(record));
        rows++;
      }
      return null;
    } catch (LoadError error) {
      return failure(file, firstLine, error);
    }
  }

  private Reader open(Path file) throws IOException {
    var strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    return new BufferedReader(
        new InputStreamReader(command.options().gzip() ? unzipped(bytes) : bytes, strict));
  }

  private static InputStream unzipped(InputStream bytes) throws IOException {
    try {
      return new GZIPInputStream(bytes);
    } catch (ZipException | EOFException noGzip) {
      bytes.close();
      throw LoadError.unreadable(noGzip);
    }
  }

  private byte[] line(List<String> record) {
    if (record.size() < columns.size()) {
      throw new LoadError(1214, "Delimiter not found", columns.get(record.size()), "");
    }
    if (record.size() > columns.size()) {
      throw new LoadError(1202, "Extra column(s) found", null, "");
    }
    var line = new StringBuilder();
    for (var i = 0; i < columns.size(); i++) {
      line.append(i == 0 ? "" : "\t");
      escape(columns.get(i).value(record.get(i), command.options()), line);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void escape(String value, StringBuilder line) {
    if (value == null) {
      line.append("\\N");
      return;
    }
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c);
      }
    }
  }

  private static Failure failure(Path file, long line, LoadError error) {
    var column = error.column();
    return new Failure(
        file.toString(),
        line,
        column == null ? "" : column.name(),
        column == null ? "" : column.type(),
        column == null ? 0 : column.declaredLength(),
        error.rawField(),
        error.code(),
        error.getMessage());
  }
}
