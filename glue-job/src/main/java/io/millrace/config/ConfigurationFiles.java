package io.millrace.config;

import io.millrace.pipeline.Place;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the files of a pipeline below its directory. */
final class ConfigurationFiles {

  private static final String TABLES = "table-configs";
  private static final List<String> FOLDERS = List.of("staging", "dimensions", "facts", "tests");

  private final Path directory;
  private final Problems problems;

  ConfigurationFiles(Path directory, Problems problems) {
    this.directory = directory;
    this.problems = problems;
  }

  /** {@code table-configs/pipeline.yml}; reports what else lies there and should not. */
  Optional<Path> pipeline() {
    Path tables = directory.resolve(TABLES);
    if (!Files.isDirectory(tables)) {
      problems.add(
          new Place(TABLES, 0, 0),
          "there is no folder " + TABLES + " in " + directory.toAbsolutePath().normalize(),
          "say where it is: --config DIR");
      return Optional.empty();
    }
    for (Path child : children(tables)) {
      String name = child.getFileName().toString();
      if (name.startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(child) && !isYaml(child) && !FOLDERS.contains(name)) {
        problems.add(
            new Place(name(child), 0, 0),
            "nothing is read from this folder",
            Texts.closest(name, FOLDERS)
                .map(Texts::didYouMean)
                .orElse("move its files below staging/, dimensions/, facts/ or tests/"));
      } else if (isYaml(child) && !name.equals("pipeline.yml")) {
        problems.add(
            new Place(name(child), 0, 0),
            "nothing is read from this file",
            name.startsWith("pipeline.")
                ? "rename it to pipeline.yml"
                : "move it below staging/, dimensions/, facts/ or tests/");
      }
    }
    Path file = tables.resolve("pipeline.yml");
    if (!Files.exists(file)) {
      problems.add(
          new Place(name(file), 0, 0),
          "the file is missing",
          "write it: the pipeline's name and its environments");
      return Optional.empty();
    }
    return Optional.of(file);
  }

  /** The files of one kind, in the order of their names; their folder may be missing. */
  List<Path> of(FileKind kind) {
    Path folder = directory.resolve(kind.folder());
    if (!Files.exists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      problems.add(
          new Place(name(folder), 0, 0), "this is a file, not a folder", "make it a folder");
      return List.of();
    }
    NavigableSet<Path> found = new TreeSet<>();
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor(found));
    } catch (IOException e) {
      problems.add(new Place(name(folder), 0, 0), YamlFile.unreadable(e), YamlFile.MAY_BE_READ);
    }
    return List.copyOf(found);
  }

  /** Collects what is named like a YAML file; a folder named so is reported when it is read. */
  private FileVisitor<Path> visitor(NavigableSet<Path> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
        if (isYaml(child)) {
          found.add(child);
        }
        return isYaml(child) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path child, BasicFileAttributes attributes) {
        if (isYaml(child)) {
          found.add(child);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path child, IOException e) {
        problems.add(new Place(name(child), 0, 0), YamlFile.unreadable(e), YamlFile.MAY_BE_READ);
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private NavigableSet<Path> children(Path folder) {
    NavigableSet<Path> children = new TreeSet<>();
    try (Stream<Path> listed = Files.list(folder)) {
      listed.forEach(children::add);
    } catch (IOException e) {
      problems.add(new Place(name(folder), 0, 0), YamlFile.unreadable(e), YamlFile.MAY_BE_READ);
    }
    return children;
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (name.endsWith(".yml") || name.endsWith(".yaml"));
  }

  /** The name that messages give a file: its path below the directory. */
  String name(Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  /** The name by which tables refer to a file below its kind's folder. */
  String nameBelow(FileKind kind, Path file) {
    return directory.resolve(kind.folder()).relativize(file).toString().replace('\\', '/');
  }
}
