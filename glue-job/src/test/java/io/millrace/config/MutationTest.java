package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.millrace.pipeline.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with tokens dropped, doubled, swapped and retyped: each is read, or has problems with a
 * place, and at once; what is read is what the schema allows.
 */
class MutationTest {

  private static final int MUTANTS = 10_000;
  private static final int WHOLE_PIPELINES = 500;
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final Map<FileKind, RecordForm<?>> FORMS = new EnumMap<>(FileKind.class);
  private static final Pattern TOKEN = Pattern.compile("[ \\t]+|\\w+|\\R|.");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** What a token is retyped as. */
  private static final List<String> OTHERS =
      List.of(
          "",
          "0",
          "-1",
          "1.5",
          "1e400",
          "true",
          "null",
          "~",
          "a",
          "A_b",
          "ü",
          "2020-01-31",
          "5%",
          "3x",
          "2h",
          "64MB",
          "int",
          "decimal(12,2)",
          "[",
          "]",
          "{",
          "}",
          "{}",
          "[]",
          ":",
          ": ",
          "- ",
          ", ",
          "#",
          "'",
          "\"",
          "\\",
          "&a",
          "*a",
          "<<",
          "!!str ",
          "|",
          ">",
          "%",
          "@",
          "`",
          "?",
          "\t",
          "\n",
          "\n\n",
          "\n  ",
          "---\n",
          "...\n",
          "${",
          "${raw}",
          "${var:x}",
          "$${",
          "set",
          "sql",
          "on_fail",
          "columns",
          "\u0000",
          "\u0007",
          "\u2028",
          "\ud83d\ude00");

  @Test
  void aMutatedFileIsReadOrHasProblemsWithAPlace() throws IOException {
    List<Source> sources = sources();
    Random random = new Random(20261121);
    int read = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Source source = sources.get(i % sources.size());
      String mutant = mutated(source.text(), random);
      if (isReadOrRefused(source.kind(), mutant)) {
        read++;
      }
    }
    // Neither all are harmless nor all are refused: the mutations reach both.
    assertThat(read).isBetween(MUTANTS / 20, MUTANTS / 2);
  }

  @Test
  void aPipelineWithAMutatedFileIsReadOrHasProblemsWithAPlace(@TempDir Path directory)
      throws IOException {
    ErrorsTest.copy(CompleteConfigurationTest.DIRECTORY, directory);
    List<Source> sources = sources();
    Random random = new Random(2026);
    for (int i = 0; i < WHOLE_PIPELINES; i++) {
      Source source = sources.get(i % sources.size());
      String mutant = mutated(source.text(), random);
      Path file = directory.resolve(CompleteConfigurationTest.DIRECTORY.relativize(source.path()));
      Files.writeString(file, mutant);
      long begin = work();
      var read =
          Configuration.read(
              directory, "local", CompleteConfigurationTest.VARIABLES, name -> "value");
      inTime(begin, mutant);
      assertThat(read.problems()).as(mutant).allSatisfy(MutationTest::saysWhatAndWhere);
      assertThat(read.pipeline().isPresent() || !read.problems().isEmpty()).as(mutant).isTrue();
      Files.writeString(file, source.text());
    }
  }

  private static boolean isReadOrRefused(FileKind kind, String mutant) throws IOException {
    Problems problems = new Problems();
    Optional<?> value;
    long begin = work();
    try {
      value =
          YamlFile.parse(mutant, "file.yml", problems)
              .flatMap(node -> form(kind).read(node, reading(problems)));
    } catch (RuntimeException | Error e) {
      throw new AssertionError("reading this fails:\n" + mutant, e);
    }
    inTime(begin, mutant);
    assertThat(problems.all()).as(mutant).allSatisfy(MutationTest::saysWhatAndWhere);
    if (!problems.all().isEmpty()) {
      return false;
    }
    assertThat(value).as(mutant).isPresent();
    JsonNode json = YAML.readTree(mutant);
    assertThat(JsonSchemaTest.violations(kind, json)).as(mutant).isEmpty();
    return true;
  }

  private static RecordForm<?> form(FileKind kind) {
    return FORMS.computeIfAbsent(kind, any -> Grammar.FORMS.record(any.grammar()));
  }

  private static Reading reading(Problems problems) {
    return Reading.of(
        problems,
        new Variables(
            Optional.of("raw"), CompleteConfigurationTest.VARIABLES, Map.of("x", "y")::get));
  }

  private static void inTime(long begin, String mutant) {
    assertThat(Duration.ofNanos(work() - begin)).as(mutant).isLessThan(LONGEST);
  }

  /** Time that this thread has worked; a clock would also count what others do on the machine. */
  private static long work() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static void saysWhatAndWhere(Problem problem) {
    assertThat(problem.place().file()).isNotEmpty();
    assertThat(Math.min(problem.place().line(), 1))
        .as("a place, or the whole file: %s", problem.place())
        .isEqualTo(Math.min(problem.place().column(), 1))
        .isBetween(0, 1);
    assertThat(problem.message()).isNotBlank().doesNotContain("Exception", "io.millrace", "java.");
    assertThat(problem.remedy()).isNotBlank();
  }

  private record Source(FileKind kind, Path path, String text) {}

  private static List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (var file : JsonSchemaTest.files(CompleteConfigurationTest.DIRECTORY).toList()) {
      sources.add(new Source(file.kind(), file.path(), Files.readString(file.path())));
    }
    return sources;
  }

  private static String mutated(String text, Random random) {
    List<String> tokens = new ArrayList<>();
    TOKEN.matcher(text).results().forEach(token -> tokens.add(token.group()));
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int here = random.nextInt(tokens.size());
      int there = random.nextInt(tokens.size());
      switch (random.nextInt(6)) {
        case 0 -> tokens.set(here, "");
        case 1 -> tokens.add(here, tokens.get(here));
        case 2 -> Collections.swap(tokens, here, there);
        case 3 -> tokens.set(here, tokens.get(there));
        case 4 -> tokens.set(here, tokens.get(here).toUpperCase(Locale.ROOT));
        default -> tokens.set(here, OTHERS.get(random.nextInt(OTHERS.size())));
      }
    }
    return String.join("", tokens);
  }
}
