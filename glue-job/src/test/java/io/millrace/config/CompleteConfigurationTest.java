package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code complete/} is one pipeline that uses all there is. */
class CompleteConfigurationTest {

  static final Path DIRECTORY = Golden.RESOURCES.resolve("complete");
  static final Map<String, String> VARIABLES =
      Map.of(
          "raw_bucket", "raw",
          "lake_bucket", "lake",
          "temp_bucket", "temp",
          "redshift_host", "host",
          "redshift_secret", "name");

  @ParameterizedTest
  @ValueSource(strings = {"local", "prod", "trial", "Trial"})
  void itIsReadWithoutAProblem(String environment) {
    var read =
        Configuration.read(DIRECTORY, environment, VARIABLES, Map.of("SALT_SECRET", "name")::get);
    assertThat(read.problems()).isEmpty();
    assertThat(read.pipeline()).isPresent();
  }

  @Test
  void itUsesEveryKeyWithAValueThatIsNotItsDefault() throws IOException {
    Set<String> missing = new TreeSet<>(Grammar.keys().keySet());
    for (Grammar.Use use : uses()) {
      Field field = use.key().field();
      Optional<Object> value = field.read(use.entry(), READING).map(field::component);
      boolean onlyWord = field.form() instanceof WordForm<?> words && words.words().size() == 1;
      if (onlyWord || !value.equals(field.absent())) {
        missing.remove(use.key().toString());
      }
    }
    assertThat(missing).as("keys that complete/ does not use").isEmpty();
  }

  @Test
  void itUsesEveryWord() throws IOException {
    Set<String> missing = new TreeSet<>();
    Grammar.keys()
        .forEach((name, key) -> words(key).forEach(word -> missing.add(name + " " + word)));
    for (Grammar.Use use : uses()) {
      if (use.entry().value() instanceof Node.Scalar scalar) {
        missing.remove(use.key() + " " + scalar.text());
      } else if (use.key().field().form() instanceof OnFailForm) {
        missing.remove(use.key() + " set");
      }
    }
    assertThat(missing).as("words that complete/ does not use").isEmpty();
  }

  private static List<String> words(Grammar.Key key) {
    if (key.field().form() instanceof WordForm<?> form) {
      return form.inOrder();
    }
    return key.field().form() instanceof OnFailForm
        ? List.of("quarantine", "warn", "drop", "fail", "set")
        : List.of();
  }

  private static final Reading READING =
      Reading.of(
          new Problems(),
          new Variables(Optional.of("raw"), VARIABLES, new HashMap<String, String>()::get));

  private static List<Grammar.Use> uses() throws IOException {
    List<Grammar.Use> uses = new ArrayList<>();
    for (var file : JsonSchemaTest.files(DIRECTORY).toList()) {
      Problems problems = new Problems();
      Node node = YamlFile.read(file.path(), file.toString(), problems).orElseThrow();
      uses.addAll(Grammar.uses(file.kind(), node));
    }
    return uses;
  }
}
