package io.millrace.cli;

import io.millrace.run.Quarantine;
import java.util.stream.Collectors;

/** What is quarantined, for a person: by rule first, then row by row. */
final class QuarantineText {

  private QuarantineText() {}

  static String of(Quarantine quarantine) {
    if (quarantine.all() == 0) {
      return "Nothing is quarantined or parked.\n";
    }
    var text = new StringBuilder();
    int table = width(quarantine.rules().stream().map(it -> it.table().text()));
    int rule = width(quarantine.rules().stream().map(Quarantine.Broken::rule));
    for (var broken : quarantine.rules()) {
      text.append(
          ("%-" + table + "s  %-11s %7d  %-" + rule + "s  %s\n")
              .formatted(
                  broken.table(), broken.status(), broken.rows(), broken.rule(), broken.place()));
    }
    quarantine.rows().forEach(row -> text.append('\n').append(of(row)));
    long left = quarantine.all() - quarantine.rows().size();
    if (left > 0) {
      text.append(
          "\n%d more %s: --limit shows more of them\n".formatted(left, left == 1 ? "row" : "rows"));
    }
    return text.toString();
  }

  private static int width(java.util.stream.Stream<String> texts) {
    return texts.mapToInt(String::length).max().orElse(1);
  }

  private static String of(Quarantine.Rejected row) {
    var origin =
        row.file()
            .map(
                file ->
                    "%s/%d  %s row %d"
                        .formatted(
                            row.table(), row.batch().orElseThrow(), file, row.row().orElseThrow()))
            .orElse(row.table().text());
    return origin
        + "  "
        + row.status()
        + "\n"
        + row.reasons().stream().map(QuarantineText::of).collect(Collectors.joining())
        + "    "
        + row.values()
        + "\n";
  }

  private static String of(Quarantine.Reason reason) {
    return "    %s%s (%s)\n"
        .formatted(
            reason.rule(),
            reason.value().map(value -> " – it is " + value).orElse(""),
            reason.place());
  }
}
