package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.journal.EntryJson;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a line of a run's log looks; each has the time and the run's id. */
public enum LogFormat {
  TEXT {
    @Override
    String line(Instant at, String level, String run, String message, Map<String, ?> fields) {
      var begin = at.truncatedTo(ChronoUnit.SECONDS) + " " + run + " ";
      return message.lines().collect(Collectors.joining("\n" + begin, begin, ""));
    }
  },
  JSON {
    @Override
    String line(Instant at, String level, String run, String message, Map<String, ?> fields) {
      var object = new LinkedHashMap<String, Object>();
      object.put("time", at);
      object.put("level", level);
      object.put("run", run);
      object.put("message", message);
      object.putAll(fields);
      return EntryJson.line(object);
    }
  };

  private static final Pattern TEXT_LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ \\S+ (.*)");

  abstract String line(Instant at, String level, String run, String message, Map<String, ?> fields);

  /** What a line of either format says, without time and run. */
  public static String message(String line) {
    var text = TEXT_LINE.matcher(line);
    if (text.matches()) {
      return text.group(1);
    }
    if (line.startsWith("{\"time\"")) {
      try {
        return new ObjectMapper().readTree(line).path("message").asText();
      } catch (IOException e) {
        return line;
      }
    }
    return line;
  }
}
