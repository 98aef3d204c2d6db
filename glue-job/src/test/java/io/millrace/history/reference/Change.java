package io.millrace.history.reference;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row that a source sent and that was accepted; built as {@code Change.update("customers",
 * 1L).at(20).value("name", "Ann")}.
 *
 * @param keyBefore the key that the row had until this change, or null
 * @param at the DMS timestamp in microseconds (for a load row: the time of its load, rule 3)
 * @param position the change sequence; empty where there is none, as in every load
 * @param effective the source's effective_at in microseconds, or null
 * @param values the columns but the key, in this order; null is a value, a column left out is null
 * @param filtered whether the staging filter keeps the row out of the source
 * @param digest a number that stands for the content of the row as read: equal content, equal
 *     digest
 */
public record Change(
    String source,
    List<Object> key,
    List<Object> keyBefore,
    Op op,
    long at,
    boolean load,
    List<String> position,
    String file,
    long row,
    Long effective,
    Map<String, Object> values,
    boolean filtered,
    long digest) {

  /** What DMS says happened to the row. */
  public enum Op {
    I,
    U,
    D
  }

  public Change {
    key = Values.key(key);
    keyBefore = keyBefore == null ? null : Values.key(keyBefore);
    position = List.copyOf(position);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Change insert(String source, Object... key) {
    return of(source, Op.I, key);
  }

  public static Change update(String source, Object... key) {
    return of(source, Op.U, key);
  }

  public static Change delete(String source, Object... key) {
    return of(source, Op.D, key);
  }

  /** A row of a full load, which knows no sequence. */
  public static Change loaded(String source, Object... key) {
    Change c = of(source, Op.I, key);
    return new Change(
        source, c.key, null, Op.I, 0, true, List.of(), "LOAD00000001", 0, null, Map.of(), false, 0);
  }

  private static Change of(String source, Op op, Object... key) {
    return new Change(
        source,
        Arrays.asList(key),
        null,
        op,
        0,
        false,
        List.of(),
        "20260101-000000000",
        0,
        null,
        Map.of(),
        false,
        0);
  }

  /** Whether the row is gone after it: a filtered I or U acts as a D in everything. */
  public boolean deletes() {
    return op == Op.D || filtered;
  }

  public Change at(long micros) {
    return new Change(
        source, key, keyBefore, op, micros, load, position, file, row, effective, values, filtered,
        digest);
  }

  public Change formerly(Object... before) {
    return new Change(
        source,
        key,
        Arrays.asList(before),
        op,
        at,
        load,
        position,
        file,
        row,
        effective,
        values,
        filtered,
        digest);
  }

  public Change position(String... sequence) {
    return new Change(
        source,
        key,
        keyBefore,
        op,
        at,
        load,
        List.of(sequence),
        file,
        row,
        effective,
        values,
        filtered,
        digest);
  }

  public Change in(String name, long rowInFile) {
    return new Change(
        source, key, keyBefore, op, at, load, position, name, rowInFile, effective, values,
        filtered, digest);
  }

  public Change effective(long micros) {
    return new Change(
        source, key, keyBefore, op, at, load, position, file, row, micros, values, filtered,
        digest);
  }

  public Change value(String column, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(column, value);
    return values(more);
  }

  public Change values(Map<String, Object> other) {
    return new Change(
        source, key, keyBefore, op, at, load, position, file, row, effective, other, filtered,
        digest);
  }

  public Change filteredOut() {
    return new Change(
        source, key, keyBefore, op, at, load, position, file, row, effective, values, true, digest);
  }

  public Change digest(long number) {
    return new Change(
        source, key, keyBefore, op, at, load, position, file, row, effective, values, filtered,
        number);
  }
}
