package io.millrace.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.millrace.config.Node.Scalar.Sort;
import io.millrace.pipeline.FileVersion;
import io.millrace.pipeline.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one YAML file into nodes that know their places.
 *
 * <p>Jackson's binding stops at the first mistake, so the tokens are walked here. Anchors, aliases
 * and merge keys are refused: what a file says should stand in it, and nothing can then grow beyond
 * what was written.
 */
final class YamlFile {

  static final String MAY_BE_READ = "check that it is there and may be read";

  private static final int LARGEST = 2_000_000;
  private static final Pattern NAME =
      Pattern.compile("(?m)^(?:staging|dimension|fact):[ '\"]*([A-Za-z]\\w*)");
  private static final YAMLFactory YAML = new YAMLFactory();

  private static final int DEEPEST = 40;

  private final String name;
  private final Problems problems;
  private final Set<String> told = new HashSet<>();

  private YamlFile(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /** The value that the file holds; empty when it holds none, which is then a problem. */
  static Optional<Node> read(Path file, String name, Problems problems) {
    return new YamlFile(name, problems).read(file);
  }

  /** The value that a text holds. */
  static Optional<Node> parse(String text, String name, Problems problems) {
    return new YamlFile(name, problems).parse(text);
  }

  /** The name of the table in a file that is no YAML, as far as one can see. */
  static Optional<String> nameIn(Path file) {
    try {
      var name = NAME.matcher(Files.readString(file));
      return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Which version of itself a file is; none of one that cannot be read. */
  static FileVersion version(Path file) {
    try {
      return FileVersion.of(Files.readAllBytes(file));
    } catch (IOException e) {
      return FileVersion.NONE;
    }
  }

  static String unreadable(IOException e) {
    if (e instanceof FileSystemLoopException) {
      return "this link leads back to a folder above it";
    }
    if (e instanceof NoSuchFileException) {
      return "this leads to a file that is not there";
    }
    return e instanceof AccessDeniedException
        ? "permission to read it is denied"
        : "it cannot be read: " + e.getMessage();
  }

  private Optional<Node> read(Path file) {
    if (Files.isDirectory(file)) {
      return refuse("this is a folder, not a file", "rename it, or put its files one level up");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return refuse("this is no regular file", "replace it by a text file in UTF-8");
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
      return refuse(unreadable(e), MAY_BE_READ);
    }
    return text(bytes).flatMap(this::parse);
  }

  private Optional<String> text(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return refuse("the file is not text in UTF-8", "save it in UTF-8, or remove it from here");
    }
    if (text.indexOf('\0') >= 0) {
      return refuse("the file is binary, not YAML", "replace it by a text file in UTF-8");
    }
    return controlled(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private Optional<String> controlled(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\u0085') {
        problems.add(
            new Place(name, line, i - lineStart + 1),
            "a control character stands here (U+%04X)".formatted((int) c),
            "remove it");
        return Optional.empty();
      }
    }
    return Optional.of(text);
  }

  private Optional<Node> parse(String text) {
    try (YAMLParser tokens = YAML.createParser(text)) {
      if (tokens.nextToken() == null) {
        return empty();
      }
      Node node = value(tokens, 0);
      if (tokens.nextToken() != null) {
        problems.add(
            place(tokens.currentTokenLocation()),
            "the file holds more than one YAML document",
            "put each into a file of its own");
      }
      return node instanceof Node.Scalar scalar && scalar.isNull() ? empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      SyntaxError.of(e, text)
          .ifPresentOrElse(
              error -> problems.add(error.place(name), error.message(), error.remedy()),
              () -> refuse(SyntaxError.unknown(e), "mend what YAML does not take"));
      return Optional.empty();
    } catch (IOException e) {
      return refuse("the file cannot be read: " + e.getMessage(), "check that it may be read");
    }
  }

  private Optional<Node> empty() {
    return refuse("the file is empty", "write its keys, or remove the file");
  }

  /** The value at the current token, and what is not part of this YAML reported. */
  private Node value(YAMLParser tokens, int depth) throws IOException {
    Place place = place(tokens.currentTokenLocation());
    if (tokens.getObjectId() != null) {
      once(place, "anchors (&" + Texts.shortened(tokens.getObjectId()), "remove the anchor");
    }
    if (tokens.getTypeId() != null) {
      once(place, "tags (!" + Texts.shortened(tokens.getTypeId()), "remove the tag, or use quotes");
    }
    JsonToken token = tokens.currentToken();
    if (depth > DEEPEST && token.isStructStart()) {
      problems.add(
          place,
          "this lies more than " + DEEPEST + " levels deep",
          "check the brackets and the indentation");
      tokens.skipChildren();
      return new Node.Refused(place);
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(tokens, place, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(tokens, place, depth);
    }
    String text = tokens.getText() == null ? "" : tokens.getText();
    if (tokens.isCurrentAlias()) {
      once(place, "aliases (*" + Texts.shortened(text), "write the value out in its place");
      return new Node.Refused(place);
    }
    if (text.indexOf('\0') >= 0) {
      problems.add(place, "a value cannot hold the character \\0", "remove it");
      return new Node.Refused(place);
    }
    return new Node.Scalar(text, sort(token), place);
  }

  /** Reports what is not part of this YAML; the same of many only where it first stands. */
  private void once(Place place, String what, String remedy) {
    if (told.add(what)) {
      problems.add(place, what + ") are not part of this YAML", remedy);
    }
  }

  private Node.Mapping mapping(YAMLParser tokens, Place place, int depth) throws IOException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String key = tokens.currentName();
      Place keyPlace = place(tokens.currentTokenLocation());
      tokens.nextToken();
      Node value = value(tokens, depth + 1);
      if (key.equals("<<")) {
        problems.add(
            keyPlace,
            "merge keys (<<) are not part of this YAML",
            "write the merged keys out here");
        continue;
      }
      Node.Entry first = entries.putIfAbsent(key, new Node.Entry(key, keyPlace, value));
      if (first != null) {
        problems.add(
            keyPlace,
            "'" + Texts.shortened(key) + "' stands here a second time",
            "keep one of them; the first is in line " + first.place().line());
      }
    }
    return new Node.Mapping(List.copyOf(entries.values()), place);
  }

  private Node.Sequence sequence(YAMLParser tokens, Place place, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(tokens, depth + 1));
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
