package io.millrace.config;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.PipelineFile;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.Rules;
import io.millrace.pipeline.Staging;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kind of file: where it lies, and the record that is its grammar. */
enum FileKind {
  PIPELINE("table-configs", PipelineFile.class),
  STAGING("table-configs/staging", Staging.class),
  DIMENSION("table-configs/dimensions", Dimension.class),
  FACT("table-configs/facts", Fact.class),
  RULES("rules", Rules.class),
  TEST("table-configs/tests", PipelineTest.class);

  private final String folder;
  private final Class<?> grammar;

  FileKind(String folder, Class<?> grammar) {
    this.folder = folder;
    this.grammar = grammar;
  }

  /** The kind that a file is of, by the key that only such files have. */
  static Optional<FileKind> of(Node.Mapping file) {
    return Arrays.stream(values()).filter(kind -> kind.marks(file)).findFirst();
  }

  /** Whether the file has a key that only files of this kind have. */
  boolean marks(Node.Mapping file) {
    List<String> keys = this == RULES ? List.of("checks", "beyond", "dataset") : List.of(key());
    return keys.stream().anyMatch(key -> file.entry(key).isPresent());
  }

  String folder() {
    return folder;
  }

  /** Where such files lie, as one would say it. */
  String files() {
    return this == PIPELINE ? folder + "/pipeline.yml" : folder + "/*.yml";
  }

  Class<?> grammar() {
    return grammar;
  }

  /** The kind's name, which is also the key that names what a file holds. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
