package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.FileVersion;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GrammarTest {

  private static final Variables ANY_VALUE =
      new Variables(Optional.of("raw"), Map.of(), name -> null);

  /** What messages and the reference show must be right. */
  @TestFactory
  Stream<DynamicTest> everyExampleCanBeRead() {
    return Grammar.keys().values().stream()
        .map(key -> DynamicTest.dynamicTest(key.toString(), () -> read(key.field())));
  }

  private static void read(Field field) {
    assertThat(field.means().example()).isNotEmpty();
    Problems problems = new Problems();
    Node example = YamlFile.parse(field.means().example(), "example", problems).orElseThrow();
    var entry = new Node.Entry(field.key(), Node.NOWHERE, example);
    var reading = new Reading(problems, ANY_VALUE, FileVersion.NONE, false, Optional.empty());
    field.read(entry, reading);
    assertThat(problems.all()).isEmpty();
  }
}
