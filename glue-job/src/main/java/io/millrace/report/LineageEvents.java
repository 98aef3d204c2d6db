package io.millrace.report;

import io.millrace.journal.EntryJson;
import io.millrace.journal.Release;
import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import io.millrace.plan.ColumnOrigins;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a run does, as OpenLineage has it: the run is a job, each table of a stage a job within it,
 * with the data that it reads and writes, and which column is made from which.
 */
public final class LineageEvents {

  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String EVENT = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";
  private static final String COLUMNS =
      SPEC + "facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet";
  private static final String PARENT =
      SPEC + "facets/1-1-0/ParentRunFacet.json#/$defs/ParentRunFacet";
  private static final String ERROR =
      SPEC + "facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet";
  private static final String PRODUCER = "urn:millrace:" + Release.VERSION;

  /** Where a job is in its life. */
  public enum Type {
    START,
    COMPLETE,
    FAIL
  }

  private final Pipeline pipeline;
  private final Map<TableName, Map<Identifier, Set<ColumnOrigins.Origin>>> origins;
  private final String run;
  private final DataNames names;

  public LineageEvents(
      Pipeline pipeline,
      Map<TableName, Map<Identifier, Set<ColumnOrigins.Origin>>> origins,
      String run) {
    this.pipeline = pipeline;
    this.origins = origins;
    this.run = run;
    this.names = new DataNames(pipeline);
  }

  /** The run as a whole. */
  public String run(Type type, Instant at, Optional<String> error) {
    var facets = new LinkedHashMap<String, Object>();
    error.ifPresent(message -> facets.put("errorMessage", error(message)));
    return event(type, at, id(run), pipeline.name().text(), facets, List.of(), List.of());
  }

  /** One table in one stage. */
  public String step(Type type, Instant at, String stage, String table, Optional<String> error) {
    var facets = new LinkedHashMap<String, Object>();
    var parent = new LinkedHashMap<String, Object>(facet(PARENT));
    parent.put("run", Map.of("runId", id(run)));
    parent.put("job", Map.of("namespace", pipeline.name().text(), "name", pipeline.name().text()));
    facets.put("parent", parent);
    error.ifPresent(message -> facets.put("errorMessage", error(message)));
    var moved = moved(stage, table);
    var name = pipeline.name() + "." + stage + "." + table;
    return event(
        type,
        at,
        id(run + "/" + stage + "/" + table),
        name,
        facets,
        moved.inputs(),
        moved.outputs());
  }

  /** What a step reads and writes. */
  private record Moved(List<Map<String, Object>> inputs, List<Map<String, Object>> outputs) {}

  private Moved moved(String stage, String table) {
    return switch (stage) {
      case "staging" -> pipeline.staging(name(table)).map(this::landed).orElseThrow();
      case "dimensions", "facts" -> made(name(table));
      default -> published();
    };
  }

  private Moved landed(Staging staging) {
    var raw = names.raw(staging);
    return new Moved(
        List.of(raw.json()), List.of(output(names.log(staging.staging()), staging.staging())));
  }

  private Moved made(TableName table) {
    var dimension =
        pipeline.dimensions().stream().filter(it -> it.dimension().equals(table)).findFirst();
    if (dimension.isPresent()) {
      var from = new ArrayList<TableName>();
      dimension.get().from().ifPresent(from::add);
      from.addAll(dimension.get().join().keySet());
      return new Moved(logs(from), List.of(output(names.stored("dimensions", table), table)));
    }
    var fact = pipeline.facts().stream().filter(it -> it.fact().equals(table)).findFirst();
    if (fact.isPresent()) {
      var from = new ArrayList<TableName>(List.of(fact.get().from()));
      from.addAll(fact.get().join().keySet());
      var inputs = new ArrayList<>(logs(from));
      fact.get()
          .lookups()
          .forEach(lookup -> inputs.add(names.stored("dimensions", lookup.dimension()).json()));
      return new Moved(inputs, List.of(output(names.stored("facts", table), table)));
    }
    return new Moved(logs(List.of(table)), List.of(names.stored("mirrors", table).json()));
  }

  private Moved published() {
    var inputs = new ArrayList<Map<String, Object>>();
    var outputs = new ArrayList<Map<String, Object>>();
    for (var table : Tables.of(pipeline)) {
      if (table.published()) {
        var folder = Map.of("staging", "mirrors", "dimension", "dimensions", "fact", "facts");
        inputs.add(names.stored(folder.get(table.kind()), name(table.name())).json());
        outputs.add(names.served(table.name()).json());
      }
    }
    return new Moved(inputs, outputs);
  }

  private List<Map<String, Object>> logs(List<TableName> tables) {
    return tables.stream().distinct().map(names::log).map(DataNames.Data::json).toList();
  }

  private Map<String, Object> output(DataNames.Data data, TableName table) {
    var fields = new LinkedHashMap<String, Object>();
    origins
        .getOrDefault(table, Map.of())
        .forEach(
            (column, from) -> {
              if (!from.isEmpty()) {
                var inputs = from.stream().map(origin -> field(table, column, origin)).toList();
                fields.put(column.text(), Map.of("inputFields", inputs));
              }
            });
    var json = data.json();
    if (!fields.isEmpty()) {
      var facet = new LinkedHashMap<String, Object>(facet(COLUMNS));
      facet.put("fields", fields);
      json.put("facets", Map.of("columnLineage", facet));
    }
    return json;
  }

  private Map<String, Object> field(
      TableName table, Identifier column, ColumnOrigins.Origin origin) {
    var staging = pipeline.staging(origin.table());
    var data =
        staging.isEmpty()
            ? names.stored("dimensions", origin.table())
            : origin.table().equals(table) ? names.raw(staging.get()) : names.log(origin.table());
    var json = data.json();
    json.put("field", origin.column().text());
    boolean isMasked =
        origin.table().equals(table)
            && staging
                .map(it -> it.columns().get(column))
                .filter(it -> it.mask().isPresent())
                .isPresent();
    if (isMasked) {
      json.put(
          "transformations",
          List.of(Map.of("type", "DIRECT", "subtype", "TRANSFORMATION", "masking", true)));
    }
    return json;
  }

  private String event(
      Type type,
      Instant at,
      UUID id,
      String job,
      Map<String, Object> facets,
      List<Map<String, Object>> inputs,
      List<Map<String, Object>> outputs) {
    var event = new LinkedHashMap<String, Object>();
    event.put("eventType", type.name());
    event.put("eventTime", at);
    event.put("producer", PRODUCER);
    event.put("schemaURL", EVENT);
    event.put("run", Map.of("runId", id, "facets", facets));
    event.put("job", Map.of("namespace", pipeline.name().text(), "name", job));
    event.put("inputs", inputs);
    event.put("outputs", outputs);
    return EntryJson.line(event);
  }

  private static Map<String, Object> error(String message) {
    var facet = new LinkedHashMap<String, Object>(facet(ERROR));
    facet.put("message", message);
    facet.put("programmingLanguage", "Java");
    return facet;
  }

  private static Map<String, Object> facet(String schema) {
    return Map.of("_producer", PRODUCER, "_schemaURL", schema);
  }

  private static TableName name(String table) {
    return TableName.of(table);
  }

  /** OpenLineage wants UUIDs; a run whose id is none gets one that is always the same. */
  private static UUID id(String name) {
    try {
      return UUID.fromString(name);
    } catch (IllegalArgumentException e) {
      return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
  }
}
