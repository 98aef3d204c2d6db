package io.millrace.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A page with slots, in a part of Mustache: {@code {{name}}} is filled in, always escaped; {@code
 * {{#name}}…{{/name}}} stands once for each of a list, or when there is something; {@code
 * {{^name}}…{{/name}}} when there is nothing; {@code {{>file}}} is another resource.
 */
final class Template {

  private static final Pattern TAG = Pattern.compile("\\{\\{([#^/>]?)([\\w.-]+)\\}\\}");

  private final String text;

  private Template(String text) {
    this.text = text;
  }

  static Template resource(String name) {
    return new Template(read(name));
  }

  private static String read(String name) {
    try (var in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String filled(Map<String, ?> values) {
    var page = new StringBuilder();
    var context = new ArrayDeque<Map<String, ?>>();
    context.push(values);
    fill(text, context, page);
    return page.toString();
  }

  private static void fill(String text, Deque<Map<String, ?>> context, StringBuilder page) {
    var tags = TAG.matcher(text);
    int done = 0;
    while (tags.find(done)) {
      page.append(text, done, tags.start());
      var name = tags.group(2);
      switch (tags.group(1)) {
        case ">" -> page.append(read(name));
        case "#", "^" -> {
          int end = text.indexOf("{{/" + name + "}}", tags.end());
          if (end < 0) {
            throw new IllegalArgumentException("{{" + name + "}} is not closed");
          }
          var inner = text.substring(tags.end(), end);
          repeat(tags.group(1).equals("#"), value(name, context), inner, context, page);
          done = end + name.length() + 5;
          continue;
        }
        default -> page.append(escaped(String.valueOf(value(name, context))));
      }
      done = tags.end();
    }
    page.append(text, done, text.length());
  }

  @SuppressWarnings("unchecked")
  private static void repeat(
      boolean present,
      Object value,
      String inner,
      Deque<Map<String, ?>> context,
      StringBuilder page) {
    if (!present) {
      if (isNothing(value)) {
        fill(inner, context, page);
      }
    } else if (value instanceof List<?> list) {
      for (var one : list) {
        context.push(one instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of("it", one));
        fill(inner, context, page);
        context.pop();
      }
    } else if (value instanceof Map<?, ?> map) {
      context.push((Map<String, ?>) map);
      fill(inner, context, page);
      context.pop();
    } else if (!isNothing(value)) {
      fill(inner, context, page);
    }
  }

  private static boolean isNothing(Object value) {
    return value.equals(false)
        || value.equals("")
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** What the innermost surroundings have under this name. */
  private static Object value(String name, Deque<Map<String, ?>> context) {
    for (var values : context) {
      if (values.containsKey(name)) {
        return values.get(name);
      }
    }
    throw new IllegalArgumentException("nothing is given for {{" + name + "}}");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
