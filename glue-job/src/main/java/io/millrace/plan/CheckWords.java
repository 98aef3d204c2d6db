package io.millrace.plan;

import io.millrace.pipeline.BeyondCheck;
import io.millrace.pipeline.DatasetCheck;
import io.millrace.pipeline.OnFail;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.RowCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The checks of a table, each in a line that ends in what it does on failure. */
record CheckWords(Pipeline pipeline) {

  List<String> of(List<String> files) {
    var lines = new ArrayList<String>();
    Order.rules(pipeline, files)
        .forEach(
            rules -> {
              rules.checks().forEach(check -> lines.add(line(check)));
              rules.beyond().forEach(check -> lines.add(line(check)));
              rules.dataset().forEach(check -> lines.add(line(check)));
            });
    return lines;
  }

  private static String line(RowCheck check) {
    return check.title() + " → " + word(check.onFail());
  }

  private static String word(OnFail onFail) {
    return onFail.kind() == OnFail.Kind.SET
        ? onFail.set().entrySet().stream()
            .map(entry -> "set " + entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining(", "))
        : lower(onFail.kind());
  }

  private static String line(BeyondCheck check) {
    return check.title() + " → " + lower(check.onFail());
  }

  private static String line(DatasetCheck check) {
    return check.title()
        + " → "
        + (check.onFail() == DatasetCheck.OnFail.FAIL ? "refuse the batch" : "warn");
  }

  private static String lower(Enum<?> word) {
    return word.name().equals("FAIL") ? "refuse the batch" : word.name().toLowerCase(Locale.ROOT);
  }
}
