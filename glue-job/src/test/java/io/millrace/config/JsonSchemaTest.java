package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JsonSchemaTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Map<FileKind, com.networknt.schema.JsonSchema> SCHEMAS = schemas();

  private static Map<FileKind, com.networknt.schema.JsonSchema> schemas() {
    var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    Map<String, String> texts = JsonSchema.all();
    return Stream.of(FileKind.values())
        .collect(
            Collectors.toMap(
                kind -> kind, kind -> factory.getSchema(texts.get(kind.key() + ".json"))));
  }

  @Test
  void theCommittedSchemasAreCurrent() throws IOException {
    Path folder = Golden.REPOSITORY.resolve("docs/schema");
    for (Map.Entry<String, String> schema : JsonSchema.all().entrySet()) {
      Golden.matches(folder.resolve(schema.getKey()), schema.getValue(), "scripts/millrace schema");
    }
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(JsonSchema.all().keySet());
    }
  }

  @Test
  void theSchemasAreSchemas() throws IOException {
    var draft =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    for (String schema : JsonSchema.all().values()) {
      assertThat(draft.validate(new ObjectMapper().readTree(schema))).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> theSampleFollowsItsSchemas() {
    return files(Golden.REPOSITORY)
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> accepted(file)));
  }

  @TestFactory
  Stream<DynamicTest> theCompleteConfigurationFollowsItsSchemas() {
    return files(Golden.RESOURCES.resolve("complete"))
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> accepted(file)));
  }

  private static void accepted(KindOfFile file) throws IOException {
    assertThat(violations(file.kind(), Files.readString(file.path()))).isEmpty();
  }

  static Set<ValidationMessage> violations(FileKind kind, String yaml) throws IOException {
    return violations(kind, YAML.readTree(yaml));
  }

  static Set<ValidationMessage> violations(FileKind kind, JsonNode file) {
    return SCHEMAS.get(kind).validate(file);
  }

  /** A file of a pipeline, and what it is. */
  record KindOfFile(FileKind kind, Path path) {
    @Override
    public String toString() {
      return kind.key() + " " + path.getFileName();
    }
  }

  static Stream<KindOfFile> files(Path directory) {
    var found = new ConfigurationFiles(directory, new Problems());
    Stream<KindOfFile> tables =
        Stream.of(FileKind.values())
            .filter(kind -> kind != FileKind.PIPELINE)
            .flatMap(kind -> found.of(kind).stream().map(file -> new KindOfFile(kind, file)));
    List<KindOfFile> pipeline =
        found.pipeline().map(file -> new KindOfFile(FileKind.PIPELINE, file)).stream().toList();
    return Stream.concat(pipeline.stream(), tables);
  }
}
