package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each key of the grammar is written wrongly once; what is then told is kept, to be read. */
class EveryKeyTest {

  private static final Path ERRORS = Golden.RESOURCES.resolve("errors");
  private static final String REGENERATE =
      "read each message, then -Dtest=EveryKeyTest -Dgolden.write=true";

  /** Where {@code complete/} first uses each key. */
  private static final Map<String, Found> FIRST = first();

  private record Found(JsonSchemaTest.KindOfFile file, Grammar.Use use) {}

  private static Map<String, Found> first() {
    Map<String, Found> first = new LinkedHashMap<>();
    JsonSchemaTest.files(CompleteConfigurationTest.DIRECTORY)
        .forEach(
            file -> {
              String name = CompleteConfigurationTest.DIRECTORY.relativize(file.path()).toString();
              Node node = YamlFile.read(file.path(), name, new Problems()).orElseThrow();
              for (Grammar.Use use : Grammar.uses(file.kind(), node)) {
                first.putIfAbsent(use.key().toString(), new Found(file, use));
              }
            });
    return first;
  }

  @Test
  void misspeltItIsToldByNameAndPlace(@TempDir Path directory) throws IOException {
    ErrorsTest.copy(CompleteConfigurationTest.DIRECTORY, directory);
    StringBuilder told = new StringBuilder();
    for (Map.Entry<String, Found> found : FIRST.entrySet()) {
      String key = found.getValue().use().key().field().key();
      String misspelt = key + key.charAt(key.length() - 1);
      Path file =
          directory.resolve(
              CompleteConfigurationTest.DIRECTORY.relativize(found.getValue().file().path()));
      String text = Files.readString(file);
      String broken = replaced(text, found.getValue().use().entry(), misspelt);
      Files.writeString(file, broken);
      String message = ErrorsTest.told(directory, "local");
      Files.writeString(file, text);
      assertThat(JsonSchemaTest.violations(found.getValue().file().kind(), broken))
          .as("what the schema says to %s", misspelt)
          .isNotEmpty();
      assertThat(message).contains("'" + misspelt + "'");
      told.append("# ").append(found.getKey()).append(" as ").append(misspelt).append('\n');
      told.append(message).append('\n');
    }
    Golden.matches(ERRORS.resolve("every-key-misspelt.txt"), told.toString(), REGENERATE);
  }

  private static String replaced(String text, Node.Entry entry, String by) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int line = entry.place().line() - 1;
    int column = entry.place().column() - 1;
    String before = lines.get(line).substring(0, column);
    String after = lines.get(line).substring(column);
    assertThat(after).startsWith(entry.key());
    lines.set(line, before + by + after.substring(entry.key().length()));
    return String.join("\n", lines) + "\n";
  }

  @Test
  void mistypedItIsToldWhatItTakes() throws IOException {
    StringBuilder told = new StringBuilder();
    for (Map.Entry<String, Found> found : FIRST.entrySet()) {
      Set<String> messages = new LinkedHashSet<>();
      for (Node wrong : wrong(found.getValue().use().entry())) {
        messages.addAll(messages(found.getValue().use(), wrong));
      }
      assertThat(messages).as(found.getKey()).isNotEmpty();
      told.append("# ").append(found.getKey()).append('\n');
      messages.forEach(message -> told.append(message).append('\n'));
      told.append('\n');
    }
    Golden.matches(ERRORS.resolve("every-key-mistyped.txt"), told.toString(), REGENERATE);
  }

  /** A text that is no word, name or number; a list in a list; a map in a list. */
  private static List<Node> wrong(Node.Entry entry) {
    var place = entry.value().place();
    var text = new Node.Scalar("?!", Node.Scalar.Sort.TEXT, place);
    var map = new Node.Mapping(List.of(new Node.Entry("?!", place, text)), place);
    return List.of(
        text,
        new Node.Sequence(List.of(new Node.Sequence(List.of(text), place)), place),
        new Node.Sequence(List.of(map), place));
  }

  private static List<String> messages(Grammar.Use use, Node wrong) {
    List<Node.Entry> entries = new ArrayList<>(use.in().entries());
    entries.replaceAll(
        entry ->
            entry.key().equals(use.entry().key())
                ? new Node.Entry(entry.key(), entry.place(), wrong)
                : entry);
    Problems problems = new Problems();
    var variables =
        new Variables(Optional.of("raw"), CompleteConfigurationTest.VARIABLES, name -> "value");
    use.key()
        .record()
        .read(new Node.Mapping(entries, use.in().place()), Reading.of(problems, variables));
    return problems.all().stream().map(Object::toString).toList();
  }
}
