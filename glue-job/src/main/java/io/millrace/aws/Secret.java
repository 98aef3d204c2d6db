package io.millrace.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a secret in AWS Secrets Manager holds: a text, or fields such as user name and password.
 * Shown, it is its name alone.
 */
public final class Secret {

  private final String name;
  private final String version;
  private final String text;
  private final Map<String, String> fields;

  Secret(String name, String version, String text) {
    this.name = name;
    this.version = version;
    this.text = text;
    this.fields = fields(text);
  }

  /** The id of the version that was read; it keeps its value for good. */
  public String version() {
    return version;
  }

  /** The whole of it. */
  public String text() {
    return text;
  }

  /** One of its fields, as in {@code {"username": …, "password": …}}. */
  public String field(String field) {
    var value = fields.get(field);
    if (value == null) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "the secret %s has no field '%s': %s%n    store it as JSON, {\"%s\": \"…\", …}"
              .formatted(
                  name,
                  field,
                  fields.isEmpty()
                      ? "it is no JSON object"
                      : "it has " + List.copyOf(fields.keySet()),
                  field));
    }
    return value;
  }

  /** Whether it has such a field. */
  public boolean has(String field) {
    return fields.containsKey(field);
  }

  private static Map<String, String> fields(String text) {
    var fields = new LinkedHashMap<String, String>();
    try {
      var json = new ObjectMapper().readTree(text);
      if (json != null && json.isObject()) {
        json.fields()
            .forEachRemaining(
                field -> {
                  if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                    fields.put(field.getKey(), field.getValue().asText());
                  }
                });
      }
    } catch (JsonProcessingException e) {
      // A plain text; what Jackson says of it would show some of it.
      return Map.of();
    }
    return fields;
  }

  @Override
  public String toString() {
    return "the secret " + name;
  }
}
