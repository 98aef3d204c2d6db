package io.millrace.acceptance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The arguments that Terraform gives the job on Glue, its slots filled as Terraform fills them. */
record GlueArgumentsFile(Map<String, String> values) {

  private static final Path FILE = Path.of("../../terraform/modules/glue-job/arguments.json.tftpl");
  private static final Pattern SLOT = Pattern.compile("\\$\\{(\\w+)}");

  static GlueArgumentsFile filledWith(Map<String, String> slots) {
    try {
      var filled =
          SLOT.matcher(Files.readString(FILE))
              .replaceAll(
                  slot -> {
                    if (!slots.containsKey(slot.group(1))) {
                      throw new AssertionError(
                          FILE + " has a slot that nothing fills: " + slot.group());
                    }
                    return slots.get(slot.group(1));
                  });
      return new GlueArgumentsFile(
          new ObjectMapper().readValue(filled, new TypeReference<Map<String, String>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every argument as Glue hands it to the script, which is all of them. */
  List<String> forTheScript() {
    return values.entrySet().stream()
        .flatMap(argument -> List.of(argument.getKey(), argument.getValue()).stream())
        .toList();
  }

  /** The Spark settings: {@code k=v --conf k2=v2} in one argument, as Glue wants them. */
  List<String> sparkSettings() {
    return Arrays.asList(values.get("--conf").split(" --conf "));
  }
}
