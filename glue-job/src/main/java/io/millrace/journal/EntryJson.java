package io.millrace.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Entries as JSON: the names are those of the records, in snake_case. */
public final class EntryJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new JsonForms())
          // A later version may have added columns.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private EntryJson() {}

  /** An entry, or a part of one, on one line. */
  public static String line(Object part) {
    try {
      return MAPPER.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static JsonNode tree(Object part) {
    return MAPPER.valueToTree(part);
  }

  public static Entry read(String json) {
    return read(json, Entry.class);
  }

  public static <T> T read(String json, Class<T> as) {
    try {
      return MAPPER.readValue(json, as);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not as the journal has it: " + e.getOriginalMessage(), e);
    }
  }
}
