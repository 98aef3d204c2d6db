package io.millrace.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.PipelineTest.Expectation;
import io.millrace.pipeline.PipelineTest.Expected;
import io.millrace.pipeline.PipelineTest.Rows;
import io.millrace.pipeline.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a test expects: rows by table, and the sources whose batch is refused. */
record ExpectationForm(Form<TableName> table, Form<List<TableName>> refused, Form<Rows> rows)
    implements Form<Expectation> {

  @Override
  public Optional<Expectation> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      return reading.mismatch(node, this);
    }
    Map<Expected, Rows> tables = new LinkedHashMap<>();
    List<TableName> refusals = List.of();
    for (Node.Entry entry : mapping.entries()) {
      if (entry.key().equals("refused")) {
        refusals = refused.read(entry.value(), reading).orElse(List.of());
        continue;
      }
      Optional<Expected> expected = expected(entry, reading);
      Optional<Rows> found = rows.read(entry.value(), reading);
      if (expected.isPresent() && found.isPresent()) {
        tables.put(expected.get(), found.get());
      }
    }
    return Optional.of(new Expectation(tables, refusals));
  }

  private Optional<Expected> expected(Node.Entry entry, Reading reading) {
    int dot = entry.key().indexOf('.');
    String name = entry.key().substring(dot + 1);
    String prefix = dot < 0 ? "" : name.isEmpty() ? "?" : entry.key().substring(0, dot);
    Expected.Kind kind;
    switch (prefix) {
      case "" -> kind = Expected.Kind.TABLE;
      case "staging" -> kind = Expected.Kind.STAGING;
      case "quarantine" -> kind = Expected.Kind.QUARANTINE;
      default -> {
        return reading.refuse(
            entry.place(),
            "'" + Texts.shortened(entry.key()) + "' cannot be expected",
            "write a table's name, staging.<source> or quarantine.<source>");
      }
    }
    return table
        .read(new Node.Scalar(name, Node.Scalar.Sort.TEXT, entry.place()), reading)
        .map(found -> new Expected(kind, found));
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    ObjectNode map = Definitions.object().put("type", "object");
    map.putObject("properties").set("refused", refused.schema(definitions));
    map.set("additionalProperties", rows.schema(definitions));
    return map;
  }

  @Override
  public String reference(Sections sections) {
    return "map: table, `staging.<source>` or `quarantine.<source>` → "
        + rows.reference(sections)
        + "; or `refused:` "
        + refused.reference(sections);
  }

  @Override
  public String says() {
    return "a map from table to rows";
  }
}
