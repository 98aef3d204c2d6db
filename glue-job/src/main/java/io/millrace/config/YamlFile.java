package io.millrace.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.millrace.config.Node.Scalar.Sort;
import io.millrace.pipeline.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one YAML file into nodes that know their places.
 *
 * <p>Jackson's binding stops at the first mistake, so the tokens are walked here. Anchors, aliases
 * and merge keys are refused: what a file says should stand in it, and nothing can then grow beyond
 * what was written.
 */
final class YamlFile {

  private static final int LARGEST = 2_000_000;
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String name;
  private final Problems problems;

  private YamlFile(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /** The value that the file holds; empty when it holds none, which is then a problem. */
  static Optional<Node> read(Path file, String name, Problems problems) {
    return new YamlFile(name, problems).read(file);
  }

  /** The value that a text holds. */
  static Optional<Node> parse(String text, Problems problems) {
    return new YamlFile("", problems).parse(text);
  }

  private Optional<Node> read(Path file) {
    if (Files.isDirectory(file)) {
      return refuse("this is a folder, not a file", "rename it, or put its files one level up");
    }
    byte[] bytes;
    try {
      if (Files.size(file) > LARGEST) {
        return refuse(
            "the file has more than " + LARGEST / 1_000_000 + " MB, which is no configuration",
            "remove it from here, or split it");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      return refuse(
          "the file cannot be read: " + e.getMessage(), "check that it is there and may be read");
    }
    return text(bytes).flatMap(this::parse);
  }

  private Optional<String> text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        return refuse("the file is binary, not YAML", "replace it by a text file in UTF-8");
      }
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return refuse("the file is not text in UTF-8", "save it in UTF-8, or remove it from here");
    }
  }

  private Optional<Node> parse(String text) {
    try (YAMLParser tokens = YAML.createParser(text)) {
      if (tokens.nextToken() == null) {
        return refuse("the file is empty", "write its keys, or remove the file");
      }
      Optional<Node> node = value(tokens);
      if (tokens.nextToken() != null) {
        problems.add(
            place(tokens.currentTokenLocation()),
            "the file holds more than one YAML document",
            "put each into a file of its own");
      }
      return node;
    } catch (JsonProcessingException e) {
      Place place = e.getLocation() == null ? new Place(name, 0, 0) : place(e.getLocation());
      problems.add(place, "this is no YAML: " + SyntaxErrors.message(e), SyntaxErrors.remedy(e));
      return Optional.empty();
    } catch (IOException e) {
      return refuse("the file cannot be read: " + e.getMessage(), "check that it may be read");
    }
  }

  /** The value at the current token; empty where it is refused, its tokens read all the same. */
  private Optional<Node> value(YAMLParser tokens) throws IOException {
    Place place = place(tokens.currentTokenLocation());
    if (tokens.getObjectId() != null) {
      problems.add(
          place,
          "anchors (&" + tokens.getObjectId() + ") are not part of Millrace's YAML",
          "remove the anchor, and write the value where it is needed");
    }
    JsonToken token = tokens.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return Optional.of(mapping(tokens, place));
    }
    if (token == JsonToken.START_ARRAY) {
      return Optional.of(sequence(tokens, place));
    }
    if (tokens.isCurrentAlias()) {
      problems.add(
          place,
          "aliases (*" + tokens.getText() + ") are not part of Millrace's YAML",
          "write the value out here");
      return Optional.empty();
    }
    String text = tokens.getText();
    return Optional.of(new Node.Scalar(text == null ? "" : text, sort(token), place));
  }

  private Node.Mapping mapping(YAMLParser tokens, Place place) throws IOException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String key = tokens.currentName();
      Place keyPlace = place(tokens.currentTokenLocation());
      tokens.nextToken();
      Optional<Node> value = value(tokens);
      if (key.equals("<<")) {
        problems.add(
            keyPlace,
            "merge keys (<<) are not part of Millrace's YAML",
            "write the merged keys out here");
        continue;
      }
      Node.Entry first = entries.get(key);
      if (first != null) {
        problems.add(
            keyPlace,
            "'" + Texts.shortened(key) + "' stands here a second time",
            "keep one of them; the first is in line " + first.place().line());
        continue;
      }
      value.ifPresent(node -> entries.put(key, new Node.Entry(key, keyPlace, node)));
    }
    return new Node.Mapping(List.copyOf(entries.values()), place);
  }

  private Node.Sequence sequence(YAMLParser tokens, Place place) throws IOException {
    List<Node> items = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      value(tokens).ifPresent(items::add);
    }
    return new Node.Sequence(List.copyOf(items), place);
  }

  private static Sort sort(JsonToken token) {
    if (token.isNumeric()) {
      return Sort.NUMBER;
    }
    if (token.isBoolean()) {
      return Sort.BOOLEAN;
    }
    return token == JsonToken.VALUE_NULL ? Sort.NULL : Sort.TEXT;
  }

  private <T> Optional<T> refuse(String message, String remedy) {
    problems.add(new Place(name, 0, 0), message, remedy);
    return Optional.empty();
  }

  private Place place(JsonLocation location) {
    return new Place(name, location.getLineNr(), location.getColumnNr());
  }
}
