package io.millrace.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan for people; of the columns at a step, what the step before it did not have. */
public final class PlanText {

  private static final String DEEPER = "    ";

  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  public static String of(Plan plan) {
    var rendering = new PlanText();
    rendering.line(
        "", "Pipeline " + plan.pipeline() + ": from " + plan.raw() + " into " + plan.lake());
    plan.stages().stream().filter(stage -> !stage.tables().isEmpty()).forEach(rendering::stage);
    return rendering.text.toString();
  }

  private void stage(Plan.Stage stage) {
    line("", "");
    line("", stage.name().toUpperCase(Locale.ROOT));
    stage.tables().forEach(this::table);
  }

  private void table(Plan.Table table) {
    line("", "");
    line("  ", table.name() + notes(table.notes()) + "  → " + table.writes());
    // What is published has its columns from the lake, and its statement says them.
    var before =
        table.kind().equals(Plan.PUBLISHED)
            ? table.steps().get(0).columns()
            : Columns.of(List.of());
    for (var step : table.steps()) {
      line(DEEPER, step.title());
      step.lines().forEach(said -> line(DEEPER + "  ", said));
      columns(before, step.columns());
      before = step.columns();
    }
  }

  private static String notes(List<String> notes) {
    return notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")";
  }

  private void columns(Columns before, Columns after) {
    var added =
        after.all().stream()
            .filter(attribute -> !isIn(before, attribute))
            .map(PlanText::said)
            .collect(Collectors.joining(", "));
    var gone =
        before.all().stream()
            .filter(attribute -> !after.has(attribute.name()))
            .map(attribute -> attribute.name().text())
            .collect(Collectors.joining(", "));
    if (!added.isEmpty()) {
      line(DEEPER + "  ", "+ " + added);
    }
    if (!gone.isEmpty()) {
      line(DEEPER + "  ", "- " + gone);
    }
  }

  private static boolean isIn(Columns columns, Attribute attribute) {
    return columns
        .find(attribute.name())
        .filter(found -> found.type().equals(attribute.type()))
        .filter(found -> found.mask().equals(attribute.mask()))
        .isPresent();
  }

  static String said(Attribute attribute) {
    return attribute.name()
        + " "
        + attribute.type()
        + attribute.mask().map(mask -> " " + mask.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  private void line(String indent, String said) {
    text.append(said.isEmpty() ? "" : indent + said.replace("\n", "\n" + indent)).append('\n');
  }
}
