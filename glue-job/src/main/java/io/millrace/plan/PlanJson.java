package io.millrace.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan for programs: everything it says, with all columns at every step. */
public final class PlanJson {

  private PlanJson() {}

  public static String of(Plan plan) {
    var object = new LinkedHashMap<String, Object>();
    object.put("pipeline", plan.pipeline());
    object.put("raw", plan.raw());
    object.put("lake", plan.lake());
    object.put("stages", plan.stages().stream().map(PlanJson::stage).toList());
    var text = new StringBuilder();
    write(object, "", text);
    return text.append('\n').toString();
  }

  private static Map<String, Object> stage(Plan.Stage stage) {
    var object = new LinkedHashMap<String, Object>();
    object.put("stage", stage.name());
    object.put("tables", stage.tables().stream().map(PlanJson::table).toList());
    return object;
  }

  private static Map<String, Object> table(Plan.Table table) {
    var object = new LinkedHashMap<String, Object>();
    object.put("name", table.name());
    object.put("kind", table.kind());
    object.put("declared", table.place());
    object.put("needs", table.needs());
    object.put("writes", table.writes());
    object.put("notes", table.notes());
    object.put("steps", table.steps().stream().map(PlanJson::step).toList());
    return object;
  }

  private static Map<String, Object> step(Plan.Step step) {
    var object = new LinkedHashMap<String, Object>();
    object.put("step", step.title());
    object.put("lines", step.lines());
    object.put("columns", step.columns().all().stream().map(PlanJson::column).toList());
    return object;
  }

  private static Map<String, Object> column(Attribute attribute) {
    var object = new LinkedHashMap<String, Object>();
    object.put("name", attribute.name());
    object.put("type", attribute.type());
    attribute.mask().ifPresent(mask -> object.put("mask", mask.name().toLowerCase(Locale.ROOT)));
    return object;
  }

  private static void write(Object value, String indent, StringBuilder text) {
    if (value instanceof Map<?, ?> object) {
      block('{', '}', object.entrySet(), indent, text);
    } else if (value instanceof List<?> list) {
      block('[', ']', list, indent, text);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      quote(entry.getKey().toString(), text);
      text.append(": ");
      write(entry.getValue(), indent, text);
    } else {
      quote(value.toString(), text);
    }
  }

  private static void block(
      char open, char close, Collection<?> parts, String indent, StringBuilder text) {
    text.append(open);
    var separator = "\n";
    for (var part : parts) {
      text.append(separator).append(indent).append("  ");
      write(part, indent + "  ", text);
      separator = ",\n";
    }
    text.append(parts.isEmpty() ? "" : "\n" + indent).append(close);
  }

  private static void quote(String said, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
