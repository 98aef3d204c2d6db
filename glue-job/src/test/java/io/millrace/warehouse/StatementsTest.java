package io.millrace.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement is one that Redshift documents, and says where. */
class StatementsTest {

  private static final Path STATEMENTS = Path.of("src/main/resources/io/millrace/warehouse");
  private static final Pattern CITES =
      Pattern.compile("https://docs\\.aws\\.amazon\\.com/redshift/latest/dg/[\\w-]+\\.html");

  /** What PostgreSQL has and Redshift has not, or otherwise. */
  private static final List<Pattern> FOREIGN =
      Stream.of(
              "ON CONFLICT",
              "RETURNING",
              "CREATE (UNIQUE )?INDEX",
              "FILTER \\(",
              "LATERAL",
              "DISTINCT ON",
              "GENERATE_SERIES",
              "STRING_AGG",
              "ARRAY_AGG",
              "MERGE ",
              "NULLS FIRST",
              "::",
              "\\bTEXT\\b",
              "\\bBYTEA\\b",
              "\\bJSONB?\\b",
              "FOR UPDATE",
              "ADD COLUMN IF NOT EXISTS",
              "TRUNCATE .*,",
              "CONSTRAINT",
              "REFERENCES")
          .map(word -> Pattern.compile(word, Pattern.CASE_INSENSITIVE))
          .toList();

  private static final Set<String> VERBS =
      Set.of(
          "SET",
          "SELECT",
          "CREATE",
          "GRANT",
          "ALTER",
          "UPDATE",
          "DELETE",
          "INSERT",
          "LOCK",
          "TRUNCATE",
          "COPY",
          "DROP");

  static List<Path> files() throws IOException {
    try (var files = Files.walk(STATEMENTS)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aStatementIsRedshifts(Path file) throws IOException {
    var text = Files.readString(file);
    var statement =
        text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));

    assertThat(text).as("says which documentation it relies on").containsPattern(CITES);
    // The connector splits its actions at ; and formats those with %s, wherever it stands.
    assertThat(statement).doesNotContain(";").doesNotContain("%s").doesNotContain("--");
    FOREIGN.forEach(foreign -> assertThat(statement).doesNotContainPattern(foreign));
    if (!file.getParent().endsWith("text")) {
      assertThat(VERBS).contains(statement.strip().split("\\s", 2)[0]);
    }
  }

  @Test
  void onlyStagingIsTruncated() throws IOException {
    for (var file : files()) {
      var text = Files.readString(file);
      if (text.contains("TRUNCATE TABLE")) {
        assertThat(text).contains("TRUNCATE TABLE ${staging}");
      }
    }
  }

  /** A file that nobody sends would be held to nothing by the other tests. */
  @Test
  void everyFileIsUsed() throws IOException {
    var code = new StringBuilder();
    try (var classes = Files.list(Path.of("src/main/java/io/millrace/warehouse"))) {
      for (var file : classes.toList()) {
        code.append(Files.readString(file));
      }
    }
    for (var file : files()) {
      var name = file.getFileName().toString().replace(".sql", "");
      var used =
          file.getParent().endsWith("text")
              ? name.toUpperCase(java.util.Locale.ROOT)
              : "\"" + name + "\"";
      assertThat(code.toString()).contains(used);
    }
    assertThat(files()).hasSizeGreaterThan(30);
  }
}
