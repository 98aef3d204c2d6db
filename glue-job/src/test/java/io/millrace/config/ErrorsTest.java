package io.millrace.config;

import io.millrace.pipeline.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
    copy(folder, pipeline);
    Files.delete(pipeline.resolve("expected.txt"));
    Golden.matches(
        folder.resolve("expected.txt"),
        told(pipeline, "local").replace(pipeline.toString(), "DIR"),
        "read each message, then -Dtest=ErrorsTest -Dgolden.write=true");
  }

  static String told(Path directory, String environment) {
    return Configuration.read(directory, environment, Map.of(), name -> null).problems().stream()
        .map(Problem::toString)
        .collect(Collectors.joining("\n", "", "\n"));
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
