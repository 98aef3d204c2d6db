package io.millrace.plan;

import io.millrace.pipeline.Identifier;
import io.millrace.pipeline.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A transform in a line or more, as one would read it aloud. */
final class TransformWords implements Transform.Cases<List<String>> {

  private static final TransformWords WORDS = new TransformWords();

  private TransformWords() {}

  static List<String> of(Transform transform) {
    return transform.match(WORDS);
  }

  @Override
  public List<String> trim(Transform.Trim trim) {
    return List.of("trim " + Words.names(trim.columns()));
  }

  @Override
  public List<String> lower(Transform.Lower lower) {
    return List.of("lower " + Words.names(lower.columns()));
  }

  @Override
  public List<String> upper(Transform.Upper upper) {
    return List.of("upper " + Words.names(upper.columns()));
  }

  @Override
  public List<String> rename(Transform.Rename rename) {
    return each(rename.names(), "rename ", " to ");
  }

  @Override
  public List<String> cast(Transform.Cast cast) {
    return each(cast.types(), "cast ", " to ");
  }

  @Override
  public List<String> defaults(Transform.Default defaults) {
    return each(defaults.values(), "default ", " = ");
  }

  @Override
  public List<String> set(Transform.Set set) {
    return each(set.expressions(), "set ", " = ");
  }

  @Override
  public List<String> drop(Transform.Drop drop) {
    return List.of("drop " + Words.names(drop.columns()));
  }

  @Override
  public List<String> parseDate(Transform.ParseDate parse) {
    var into = parse.into().map(name -> " into " + name).orElse("");
    return List.of("parse_date " + parse.column() + " as " + parse.format() + into);
  }

  @Override
  public List<String> split(Transform.Split split) {
    return List.of(
        "split " + split.column() + " by '" + split.by() + "' into " + Words.names(split.into()));
  }

  @Override
  public List<String> mapValues(Transform.MapValues map) {
    var lines = new ArrayList<String>();
    map.values().forEach((old, now) -> lines.add("map " + map.column() + " " + old + " to " + now));
    map.otherwise().ifPresent(now -> lines.add("map " + map.column() + " otherwise to " + now));
    return lines;
  }

  @Override
  public List<String> json(Transform.Json json) {
    return each(json.fields(), "json " + json.column() + ": ", " = ");
  }

  @Override
  public List<String> hash(Transform.Hash hash) {
    return List.of("hash " + Words.names(hash.columns()) + " into " + hash.into());
  }

  @Override
  public List<String> sql(Transform.Sql sql) {
    return List.of("sql " + sql.query());
  }

  private static List<String> each(Map<Identifier, ?> parts, String before, String between) {
    return parts.entrySet().stream()
        .map(part -> before + part.getKey() + between + part.getValue())
        .toList();
  }
}
