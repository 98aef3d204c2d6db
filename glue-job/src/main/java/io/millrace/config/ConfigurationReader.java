package io.millrace.config;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Environment;
import io.millrace.pipeline.Fact;
import io.millrace.pipeline.Identifier;
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
    this.environment = environment;
    this.variables = variables;
    this.forms = new Forms(environment);
    this.files = new ConfigurationFiles(directory, problems);
  }

  Configuration read() {
    Optional<PipelineFile> pipelineFile = pipelineFile();
    Optional<Environment> chosen = pipelineFile.flatMap(this::chosen);
    var reading =
        new Reading(
            problems,
            chosen.map(found -> variables.withRaw(found.raw().text())).orElse(variables),
            true);
    List<Staging> stagings = tables(FileKind.STAGING, Staging.class, reading);
    List<Dimension> dimensions = tables(FileKind.DIMENSION, Dimension.class, reading);
    List<Fact> facts = tables(FileKind.FACT, Fact.class, reading);
    Map<String, Rules> rules = rules(reading);
    List<PipelineTest> tests = tables(FileKind.TEST, PipelineTest.class, reading);
    onlyOnce(stagings, dimensions, facts);
    Optional<Pipeline> pipeline =
        pipelineFile.flatMap(
            file ->
                chosen.map(
                    found ->
                        new Pipeline(
                            file.pipeline(),
                            located(found),
                            stagings,
                            dimensions,
                            facts,
                            rules,
                            tests)));
    return new Configuration(pipeline, Set.copyOf(unread), places, problems.all());
  }

  private Optional<PipelineFile> pipelineFile() {
    return files
        .pipeline()
        .flatMap(file -> YamlFile.read(file, files.name(file), problems))
        .flatMap(
            node -> {
              places.add(node);
              return forms
                  .record(PipelineFile.class)
                  .read(node, new Reading(problems, variables, true));
            });
  }

  private Optional<Environment> chosen(PipelineFile file) {
    Optional<Environment> found =
        file.environments().entrySet().stream()
            .filter(entry -> entry.getKey().text().equals(environment))
            .map(Map.Entry::getValue)
            .findFirst();
    boolean written =
        !places
            .ofKey(file.place(), "environments", environment)
            .equals(places.ofKey(file.place(), "environments"));
    if (found.isEmpty() && !written) {
      List<String> names = file.environments().keySet().stream().map(Identifier::text).toList();
      problems.add(
          places.ofKey(file.place(), "environments"),
          "there is no environment '" + Texts.shortened(environment) + "'",
          Texts.suggestion(environment, names).replace("write one of", "say --env with one of"));
    }
    return found;
  }

  private <T> List<T> tables(FileKind kind, Class<T> type, Reading reading) {
    RecordForm<T> form = forms.record(type);
    List<T> found = new ArrayList<>();
    for (Path file : files.of(kind)) {
      Optional<Node> node = YamlFile.read(file, files.name(file), problems);
      node.ifPresent(places::add);
      if (node.isEmpty() || misplaced(node.get(), kind)) {
        continue;
      }
      Optional<T> table = form.read(node.get(), reading);
      table.ifPresentOrElse(found::add, () -> remember(node.get(), kind));
    }
    return List.copyOf(found);
  }

  /** A dimension below staging/ would give an error for each of its keys; one says it better. */
  private boolean misplaced(Node node, FileKind kind) {
    if (!(node instanceof Node.Mapping mapping) || mapping.entry(kind.key()).isPresent()) {
      return false;
    }
    for (FileKind other : FileKind.values()) {
      if (other.hasKey() && other != kind && mapping.entry(other.key()).isPresent()) {
        problems.add(
            mapping.place(),
            "this is a " + other.key() + " file, which does not belong below " + kind.folder(),
            "move it below " + other.folder());
        return true;
      }
    }
    return false;
  }

  private void remember(Node node, FileKind kind) {
    if (node instanceof Node.Mapping mapping
        && mapping.entry(kind.key()).map(Node.Entry::value).orElse(null)
            instanceof Node.Scalar name) {
      try {
        unread.add(TableName.of(name.text()));
      } catch (IllegalArgumentException e) {
        // Reported where the name was read.
        return;
      }
    }
  }

  private Map<String, Rules> rules(Reading reading) {
    RecordForm<Rules> form = forms.record(Rules.class);
    Map<String, Rules> found = new LinkedHashMap<>();
    for (Path file : files.of(FileKind.RULES)) {
      Optional<Node> node = YamlFile.read(file, files.name(file), problems);
      node.ifPresent(places::add);
      node.flatMap(value -> form.read(value, reading))
          .ifPresent(rules -> found.put(files.nameBelow(FileKind.RULES, file), rules));
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
