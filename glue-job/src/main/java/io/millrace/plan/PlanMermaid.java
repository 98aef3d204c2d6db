package io.millrace.plan;

import java.util.Set;
import java.util.TreeSet;

/** A plan as a picture: Mermaid's flow chart of tables, from source to Redshift. */
public final class PlanMermaid {

  private PlanMermaid() {}

  public static String of(Plan plan) {
    var text = new StringBuilder("flowchart LR\n");
    Set<String> arrows = new TreeSet<>();
    for (var stage : plan.stages()) {
      if (stage.tables().isEmpty()) {
        continue;
      }
      text.append("  subgraph ").append(stage.name()).append('\n');
      for (var table : stage.tables()) {
        text.append("    ").append(id(stage, table)).append("[\"").append(table.name());
        text.append("\"]\n");
        for (var needed : table.needs()) {
          arrows.add(needed + (isPublish(stage) ? " ==> " : " --> ") + id(stage, table));
        }
      }
      text.append("  end\n");
    }
    arrows.forEach(arrow -> text.append("  ").append(arrow).append('\n'));
    return text.toString();
  }

  /** A published table stands beside the lake's of the same name. */
  private static String id(Plan.Stage stage, Plan.Table table) {
    return isPublish(stage) ? "redshift_" + table.name() : table.name().text();
  }

  private static boolean isPublish(Plan.Stage stage) {
    return stage.name().equals("publish");
  }
}
