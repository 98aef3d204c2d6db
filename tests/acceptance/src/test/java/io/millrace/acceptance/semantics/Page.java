package io.millrace.acceptance.semantics;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.PipelineTest.Cell;
import io.millrace.pipeline.PipelineTest.Expected;
import io.millrace.pipeline.PipelineTest.GivenBatch;
import io.millrace.pipeline.PipelineTest.Rows;
import io.millrace.pipeline.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of prose with cases in it: {@code {{09_late}}} becomes that case as tables. */
final class Page {

  static final Pattern SLOT = Pattern.compile("(?m)^\\{\\{(\\w+)}}$");

  private static final Identifier OP = Identifier.of("op");

  private final Cases cases;

  Page(Cases cases) {
    this.cases = cases;
  }

  /** The prose with its cases filled in. */
  String of(String prose) {
    return SLOT.matcher(prose)
        .replaceAll(slot -> Matcher.quoteReplacement(told(cases.named(slot.group(1)))));
  }

  private String told(PipelineTest test) {
    var text = new ArrayList<String>();
    text.add("#### " + capitalized(test.test()) + "\n");
    var introduction = cases.introduction(test);
    if (!introduction.isEmpty()) {
      text.add(introduction + "\n");
    }
    test.given().forEach((source, batches) -> text.add(arriving(test, source, batches)));
    test.expect().tables().forEach((expected, rows) -> text.add(expected(expected, rows)));
    return String.join("\n", text).stripTrailing();
  }

  private String arriving(PipelineTest test, TableName source, List<GivenBatch> batches) {
    var columns = new LinkedHashSet<Identifier>();
    batches.forEach(batch -> batch.batch().forEach(row -> columns.addAll(row.keySet())));
    boolean hasOp = columns.remove(OP);
    boolean hasLoads = batches.stream().anyMatch(batch -> batch.file().isPresent());
    var table = new MarkdownTable();
    table.header("batch");
    if (hasOp || hasLoads) {
      table.header("Op");
    }
    columns.forEach(column -> table.header(column.text()));
    for (int b = 0; b < batches.size(); b++) {
      for (int r = 0; r < batches.get(b).batch().size(); r++) {
        var row = batches.get(b).batch().get(r);
        var cells = new ArrayList<String>();
        cells.add(String.valueOf(b + 1));
        if (hasOp || hasLoads) {
          cells.add(batches.get(b).file().orElseGet(() -> written(row.get(OP))));
        }
        columns.forEach(column -> cells.add(written(row.get(column))));
        table.row(
            cells, cases.remark(cases.places().at(test.place(), "given", source, b, "batch", r)));
      }
    }
    return "`" + source + "` brings\n\n" + table.text();
  }

  private String expected(Expected expected, Rows rows) {
    var table = new MarkdownTable();
    rows.columns().forEach(column -> table.header(column.toString()));
    for (int i = 0; i < rows.rows().size(); i++) {
      var cells = rows.rows().get(i).stream().map(Page::written).toList();
      table.row(cells, cases.remark(cases.places().at(rows.place(), "rows", i)));
    }
    return switch (expected.kind()) {
          case TABLE -> "`" + expected + "` shows";
          case STAGING -> "`" + expected + "`, the accepted changes, holds";
          case QUARANTINE -> "`" + expected + "` holds";
        }
        + "\n\n"
        + table.text();
  }

  /** A value; nothing where the row leaves its column out. */
  private static String written(Cell cell) {
    return Optional.ofNullable(cell).map(given -> Page.written(given.text())).orElse("");
  }

  private static String written(Optional<String> text) {
    return text.map(value -> isOdd(value) ? "\"" + value + "\"" : value).orElse("null");
  }

  private static boolean isOdd(String value) {
    return !Objects.equals(value, value.strip()) || value.isEmpty() || value.equals("null");
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
