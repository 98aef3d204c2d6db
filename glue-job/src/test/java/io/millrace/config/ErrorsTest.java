package io.millrace.config;

import io.millrace.pipeline.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each folder of {@code errors/} is laid over a valid pipeline; what is then printed is kept. */
class ErrorsTest {

  private static final Path CASES = Golden.RESOURCES.resolve("errors");
  private static final Path BASE = Golden.RESOURCES.resolve("complete");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> eachMistakeIsToldAsExpected() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      List<Path> folders = cases.filter(Files::isDirectory).sorted().toList();
      return folders.stream()
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      folder.getFileName().toString(), () -> isToldAsExpected(folder)));
    }
  }

  private void isToldAsExpected(Path folder) throws IOException {
    Path pipeline = directory.resolve(folder.getFileName());
    copy(BASE, pipeline);
    String environment = "local";
    for (String line : given(folder)) {
      int space = line.indexOf(' ');
      String what = line.substring(space + 1);
      switch (line.substring(0, space)) {
        case "env" -> environment = what;
        case "remove" -> remove(pipeline.resolve(what));
        default -> throw new AssertionError(line);
      }
    }
    copy(folder, pipeline);
    Golden.matches(
        folder.resolve("expected.txt"),
        told(pipeline, environment).replace(pipeline.toString(), "DIR"),
        "read each message, then -Dtest=ErrorsTest -Dgolden.write=true");
  }

  /** What a case asks for besides its files: {@code env prod}, {@code remove rules/fact.yml}. */
  private static List<String> given(Path folder) throws IOException {
    Path file = folder.resolve("given.txt");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static void remove(Path path) throws IOException {
    try (Stream<Path> below = Files.walk(path)) {
      for (Path file : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static String told(Path directory, String environment) {
    List<Problem> problems =
        Configuration.read(directory, environment, Map.of(), name -> null).problems();
    return problems.isEmpty()
        ? "nothing is wrong\n"
        : problems.stream().map(Problem::toString).collect(Collectors.joining("\n", "", "\n"));
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path target = to.resolve(from.relativize(file).toString());
            Files.deleteIfExists(target);
            Files.copy(file, target);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
