package io.millrace.config;

import io.millrace.pipeline.ColumnType;
import io.millrace.pipeline.Means;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The grammar as a page for people: each key, its type, its default, its meaning, an example. */
public final class Reference implements Sections {

  private final Forms forms = new Forms("local");
  private final StringBuilder page = new StringBuilder();
  private final Set<Class<?>> linked = new HashSet<>();
  private final List<RecordForm<?>> beside = new ArrayList<>();
  private final Deque<RecordForm<?>> mentioned = new ArrayDeque<>();

  private Reference() {}

  /** The page, in Markdown. */
  public static String markdown() {
    return new Reference().page();
  }

  private String page() {
    page.append(ReferenceText.HEAD);
    page.append("\n| File | What it holds | Schema |\n|---|---|---|\n");
    for (FileKind kind : FileKind.values()) {
      RecordForm<?> form = forms.record(kind.grammar());
      page.append(
          "| [`%s`](#%s) | %s | [%s.json](schema/%s.json) |\n"
              .formatted(kind.files(), anchor(form), sentence(form), kind.key(), kind.key()));
    }
    page.append("\n").append(ReferenceText.VALUES);
    page.append("\n## Types\n\nA column's type is one of `")
        .append(String.join("`, `", ColumnType.words()))
        .append(ReferenceText.TYPES);
    for (FileKind kind : FileKind.values()) {
      RecordForm<?> form = forms.record(kind.grammar());
      section("##", heading(form) + ": `" + kind.files() + "`", form);
      while (!mentioned.isEmpty()) {
        RecordForm<?> next = mentioned.pop();
        section("###", heading(next), next);
      }
    }
    return page.toString();
  }

  @Override
  public String link(RecordForm<?> form) {
    if (linked.add(form.type())) {
      beside.add(form);
    }
    return "[" + Texts.withoutArticle(title(form)) + "](#" + anchor(form) + ")";
  }

  /** A section; those of the records that it mentions come next, before those that wait. */
  private void section(String level, String heading, RecordForm<?> form) {
    page.append("\n<a id=\"%s\"></a>\n\n%s %s\n\n".formatted(anchor(form), level, heading));
    page.append(cell(sentence(form))).append("\n");
    form.union().ifPresent(this::kinds);
    if (!form.fields().isEmpty()) {
      keys(form);
    }
    Collections.reverse(beside);
    beside.forEach(mentioned::push);
    beside.clear();
  }

  private void keys(RecordForm<?> form) {
    page.append("\n| Key | Type | Default | Meaning | Example |\n|---|---|---|---|---|\n");
    for (Field field : form.fields()) {
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  field.key(),
                  field.form().reference(this),
                  byDefault(field),
                  cell(field.means().value()),
                  code(field.means().example())));
    }
  }

  private void kinds(UnionForm<?> union) {
    page.append("\n| One of | Written as | Meaning | Example |\n|---|---|---|---|\n");
    for (Field member : union.members()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  member.key(),
                  member.form().reference(this),
                  cell(member.means().value()),
                  code(member.key() + ": " + member.means().example())));
    }
  }

  private static String byDefault(Field field) {
    if (field.isRequired()) {
      return "**required**";
    }
    return field.means().byDefault().isEmpty() ? "–" : code(field.means().byDefault());
  }

  private static String sentence(RecordForm<?> form) {
    String sentence = form.means().map(Means::value).orElse("");
    return sentence.isEmpty() || sentence.endsWith(".")
        ? sentence
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
  }

  private static String title(RecordForm<?> form) {
    return form.called().replace('\'', '`');
  }

  private static String heading(RecordForm<?> form) {
    String title = Texts.withoutArticle(title(form));
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private static String anchor(RecordForm<?> form) {
    return Texts.snakeCase(form.type().getSimpleName()).replace('_', '-');
  }

  private static String code(String yaml) {
    return yaml.isEmpty() ? "" : "`" + yaml.replace("|", "\\|") + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "\\<");
  }
}
