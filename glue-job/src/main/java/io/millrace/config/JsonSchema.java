package io.millrace.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The grammar as JSON Schema (draft 2020-12), by which editors complete and check. */
public final class JsonSchema {

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private JsonSchema() {}

  /** One schema for each kind of file, by the name of the schema's file: {@code staging.json}. */
  public static Map<String, String> all() {
    Forms forms = new Forms("local");
    Map<String, String> all = new LinkedHashMap<>();
    for (FileKind kind : FileKind.values()) {
      all.put(kind.key() + ".json", text(of(kind, forms)));
    }
    return all;
  }

  private static ObjectNode of(FileKind kind, Forms forms) {
    Definitions definitions = new Definitions();
    ObjectNode schema =
        Definitions.object()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("title", "Millrace: " + kind.files());
    schema.setAll(forms.record(kind.grammar()).definition(definitions));
    schema.set("$defs", definitions.all());
    return schema;
  }

  private static String text(ObjectNode schema) {
    var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree is always written", e);
    }
  }
}
