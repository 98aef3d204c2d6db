package io.millrace.acceptance.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Arguments;
import io.millrace.Validation;
import io.millrace.config.Configuration;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cases of one pipeline, by the names of their files, with what their comments say. */
record Cases(Path folder, Pipeline pipeline, Places places) {

  // After a row's last bracket, so never within a value.
  private static final Pattern REMARK = Pattern.compile("[}\\]]\\s+#\\s*(.*)$");

  static Cases in(Path folder) {
    var arguments = new Arguments(folder, "local", Map.of());
    assertThat(Validation.of(arguments).problems()).isEmpty();
    var configuration = Configuration.read(folder, "local", Map.of(), name -> null);
    return new Cases(folder, configuration.pipeline().orElseThrow(), configuration.places());
  }

  List<String> names() {
    return pipeline.tests().stream().map(Cases::name).sorted().toList();
  }

  PipelineTest named(String name) {
    return pipeline.tests().stream()
        .filter(test -> name(test).equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no case " + name));
  }

  /** What the comment at the top of a case says. */
  String introduction(PipelineTest test) {
    return lines(test.place()).stream()
        .takeWhile(line -> line.startsWith("#"))
        .map(line -> line.substring(1).strip())
        .collect(Collectors.joining(" "));
  }

  /** What the comment behind a row says. */
  Optional<String> remark(Place row) {
    var found = REMARK.matcher(lines(row).get(row.line() - 1));
    return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
  }

  private static String name(PipelineTest test) {
    return Path.of(test.place().file()).getFileName().toString().replace(".yml", "");
  }

  private List<String> lines(Place place) {
    try {
      return Files.readAllLines(folder.resolve(place.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
