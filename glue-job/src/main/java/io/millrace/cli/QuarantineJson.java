package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.run.Quarantine;

/**
 * What is quarantined, for programs: {@code {"all": 3, "rules": [{table, rule, place, status,
 * rows}], "rows": [{table, status, batch, file, row, reasons: [{rule, column, value, place}],
 * values}]}}; what a fact keeps out has no batch, file and row.
 */
final class QuarantineJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private QuarantineJson() {}

  static String of(Quarantine quarantine) {
    try {
      var all = JSON.createObjectNode();
      all.put("all", quarantine.all());
      var rules = all.putArray("rules");
      for (var broken : quarantine.rules()) {
        rules
            .addObject()
            .put("table", broken.table().text())
            .put("rule", broken.rule())
            .put("place", broken.place())
            .put("status", broken.status())
            .put("rows", broken.rows());
      }
      var rows = all.putArray("rows");
      for (var row : quarantine.rows()) {
        put(row, rows.addObject());
      }
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON is JSON", e);
    }
  }

  private static void put(Quarantine.Rejected row, ObjectNode object)
      throws JsonProcessingException {
    object.put("table", row.table().text()).put("status", row.status());
    row.batch().ifPresent(batch -> object.put("batch", batch));
    row.file().ifPresent(file -> object.put("file", file));
    row.row().ifPresent(number -> object.put("row", number));
    var reasons = object.putArray("reasons");
    for (var reason : row.reasons()) {
      reasons
          .addObject()
          .put("rule", reason.rule())
          .put("column", reason.column().orElse(null))
          .put("value", reason.value().orElse(null))
          .put("place", reason.place());
    }
    object.set("values", JSON.readTree(row.values()));
  }
}
