package io.millrace.history.reference;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Results as short text, so that cases can be read: {@code "[1] 10..20 name=Ann"}. */
final class Told {

  private Told() {}

  static List<String> states(Map<List<Object>, List<State>> states) {
    List<String> told = new ArrayList<>();
    states.forEach(
        (key, ofKey) ->
            ofKey.forEach(
                state ->
                    told.add(
                        key
                            + " "
                            + time(state.time())
                            + " "
                            + (state.live() ? columns(state.row()) : "deleted"))));
    return told;
  }

  static List<String> versions(Collection<Version> versions) {
    return versions.stream()
        .map(
            v ->
                v.key()
                    + " "
                    + time(v.from())
                    + ".."
                    + (v.current() ? "" : time(v.to()))
                    + (v.inferred() ? " inferred " : " ")
                    + columns(v.values()))
        .toList();
  }

  static List<String> present(Collection<Present> rows) {
    return rows.stream()
        .map(
            r ->
                r.key()
                    + (r.deleted() ? " deleted " : " ")
                    + (r.inferred() ? "inferred " : "")
                    + columns(r.values()))
        .toList();
  }

  static long micros(int year, int month, int day) {
    return LocalDate.of(year, month, day).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
  }

  private static String time(long micros) {
    return micros == States.BEGINNING ? "1900" : Long.toString(micros);
  }

  private static String columns(Map<String, Object> row) {
    List<String> told = new ArrayList<>();
    row.forEach((name, value) -> told.add(name + "=" + value));
    return String.join(" ", told);
  }
}
