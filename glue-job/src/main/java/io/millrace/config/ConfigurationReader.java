package io.millrace.config;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineFile;
import io.millrace.pipeline.PipelineTest;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Rules;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the files of one pipeline, in one pass, and remembers where everything stands. */
final class ConfigurationReader {

  private final Path directory;
  private final String environment;
  private final Variables variables;
  private final Problems problems = new Problems();
  private final WrittenPlaces places = new WrittenPlaces();
  private final Set<TableName> unread = new TreeSet<>();
  private final Forms forms;
  private final ConfigurationFiles files;

  ConfigurationReader(Path directory, String environment, Variables variables) {
    this.directory = directory;
    this.environment = environment.toLowerCase(Locale.ROOT);
    this.variables = variables;
    this.forms = new Forms(this.environment);
    this.files = new ConfigurationFiles(directory, problems);
  }

  Configuration read() {
    Optional<PipelineFile> pipelineFile = pipelineFile();
    Optional<Environment> chosen = pipelineFile.flatMap(this::chosen);
    // Without an environment nothing can run, so what stands for its folder does not matter.
    String raw = chosen.map(found -> found.raw().text()).orElse("raw");
    Reading reading = Reading.of(problems, variables.withRaw(raw));
    List<Staging> stagings = tables(FileKind.STAGING, Staging.class, reading);
    List<Dimension> dimensions = tables(FileKind.DIMENSION, Dimension.class, reading);
    List<Fact> facts = tables(FileKind.FACT, Fact.class, reading);
    Map<String, Rules> rules = rules(reading);
    List<PipelineTest> tests = tables(FileKind.TEST, PipelineTest.class, reading);
    onlyOnce(stagings, dimensions, facts);
    Optional<Pipeline> pipeline =
        chosen.map(
            found ->
                new Pipeline(
                    pipelineFile.get().pipeline(),
                    located(found),
                    stagings,
                    dimensions,
                    facts,
                    rules,
                    tests));
    return new Configuration(pipeline, Set.copyOf(unread), places, problems.all());
  }

  private Optional<PipelineFile> pipelineFile() {
    return files
        .pipeline()
        .flatMap(this::node)
        .filter(node -> !misplaced(node, FileKind.PIPELINE))
        .flatMap(
            node -> forms.record(PipelineFile.class).read(node, Reading.of(problems, variables)));
  }

  private Optional<Environment> chosen(PipelineFile file) {
    return file.environments().entrySet().stream()
        .filter(entry -> entry.getKey().text().equals(environment))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Optional<Node> node(Path file) {
    Optional<Node> node = YamlFile.read(file, files.name(file), problems);
    node.ifPresent(places::add);
    return node;
  }

  private <T> List<T> tables(FileKind kind, Class<T> type, Reading reading) {
    RecordForm<T> form = forms.record(type);
    List<T> found = new ArrayList<>();
    for (Path file : files.of(kind)) {
      Optional<Node> node = node(file);
      if (node.isEmpty()) {
        YamlFile.nameIn(file).flatMap(ConfigurationReader::tableName).ifPresent(unread::add);
        continue;
      }
      Optional<T> table =
          misplaced(node.get(), kind) ? Optional.empty() : form.read(node.get(), reading);
      table.ifPresentOrElse(found::add, () -> remember(node.get()));
    }
    return List.copyOf(found);
  }

  /** A dimension below staging/ would give an error for each of its keys; one says it better. */
  private boolean misplaced(Node node, FileKind kind) {
    Optional<FileKind> actual =
        node instanceof Node.Mapping mapping && !kind.marks(mapping)
            ? FileKind.of(mapping)
            : Optional.empty();
    if (actual.isEmpty()) {
      return false;
    }
    problems.add(
        node.place(),
        "this is a " + actual.get().key() + " file, which does not belong here",
        actual.get() == FileKind.PIPELINE
            ? "make it " + FileKind.PIPELINE.files()
            : "move it below " + actual.get().folder() + "/");
    return true;
  }

  /** What is in a file that could not be read is there all the same: what names it is not wrong. */
  private void remember(Node node) {
    if (node instanceof Node.Mapping mapping) {
      FileKind.of(mapping)
          .flatMap(kind -> mapping.entry(kind.key()))
          .map(Node.Entry::value)
          .filter(Node.Scalar.class::isInstance)
          .flatMap(name -> tableName(((Node.Scalar) name).text()))
          .ifPresent(unread::add);
    }
  }

  /** The name, if it is one; where it is none, that was reported when it was read. */
  private static Optional<TableName> tableName(String text) {
    try {
      return Optional.of(TableName.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Map<String, Rules> rules(Reading reading) {
    RecordForm<Rules> form = forms.record(Rules.class);
    Map<String, Rules> found = new LinkedHashMap<>();
    for (Path file : files.of(FileKind.RULES)) {
      Place start = new Place(files.name(file), 0, 0);
      Rules rules =
          node(file)
              .filter(node -> !misplaced(node, FileKind.RULES))
              .flatMap(node -> form.read(node, reading.of(YamlFile.version(file))))
              .orElseGet(() -> new Rules(List.of(), List.of(), List.of(), start));
      found.put(files.nameBelow(FileKind.RULES, file), rules);
    }
    return found;
  }

  private void onlyOnce(List<Staging> stagings, List<Dimension> dimensions, List<Fact> facts) {
    Map<TableName, Place> first = new LinkedHashMap<>();
    stagings.forEach(table -> once(table.staging(), table.place(), "staging", first));
    dimensions.forEach(table -> once(table.dimension(), table.place(), "dimension", first));
    facts.forEach(table -> once(table.fact(), table.place(), "fact", first));
  }

  private void once(TableName name, Place table, String key, Map<TableName, Place> first) {
    Place place = places.at(table, key);
    Place other = first.putIfAbsent(name, place);
    if (other != null) {
      problems.add(
          place,
          "there are two tables named '" + name + "' (upper and lower case are one)",
          "rename one of them; the other is at " + other);
    }
  }

  private Environment located(Environment found) {
    return new Environment(
        located(found.raw()),
        found.expectedBucketOwner(),
        located(found.lake()),
        found.archive().map(this::located),
        found.maskSalt(),
        found.warehouse(),
        found.alerts(),
        found.maintain(),
        found.lineage(),
        found.lease(),
        found.place());
  }

  /** Relative paths are relative to the configuration's directory, wherever one stands. */
  private Location located(Location location) {
    boolean relative = location.isLocal() && !location.text().startsWith("file:");
    return relative
        ? new Location(directory.resolve(location.text()).toAbsolutePath().normalize().toString())
        : location;
  }
}
