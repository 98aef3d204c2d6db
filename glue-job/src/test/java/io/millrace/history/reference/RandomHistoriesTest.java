package io.millrace.history.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.reference.Deliveries.Lateness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The random histories hold every kind of trouble, and the reference keeps DESIGN section 5. */
class RandomHistoriesTest {

  private static final List<RandomHistories> HISTORIES =
      LongStream.range(0, 30).mapToObj(RandomHistories::of).toList();

  @Test
  void aSeedIsOneHistory() {
    assertThat(RandomHistories.of(7)).isEqualTo(RandomHistories.of(7));
    assertThat(RandomHistories.of(7)).isNotEqualTo(RandomHistories.of(8));
  }

  @Test
  void everyKindOfChangeOccurs() {
    Map<String, Predicate<Change>> kinds = new TreeMap<>();
    kinds.put("key-only D", c -> c.op() == Change.Op.D && c.values().isEmpty());
    kinds.put("full D", c -> c.op() == Change.Op.D && !c.values().isEmpty());
    kinds.put("filtered", Change::filtered);
    kinds.put("load row", Change::load);
    kinds.put("filtered load row", c -> c.load() && c.filtered());
    kinds.put("changed key", c -> c.keyBefore() != null);
    kinds.put("sequence", c -> !c.position().isEmpty());
    kinds.put("effective behind", c -> c.effective() != null && c.effective() < c.at());
    kinds.put("effective ahead", c -> c.effective() != null && c.effective() > c.at());
    kinds.put("effective before 1900", c -> before1900(c.effective()));
    kinds.put("null to carry", c -> c.op() == Change.Op.U && isNull(c, "bio"));
    kinds.put("NaN", c -> Double.valueOf(Double.NaN).equals(c.values().get("score")));
    kinds.put("-0.0", c -> Double.valueOf(-0.0).equals(c.values().get("score")));
    kinds.put("null foreign key", c -> isNull(c, "code"));
    kinds.put("added column", c -> c.values().containsKey("added"));
    kinds.put(
        "before it was added",
        c -> c.values().containsKey("tier") && !c.values().containsKey("added"));
    kinds.forEach(
        (kind, is) ->
            assertThat(HISTORIES.stream().flatMap(h -> h.accepted().changes().stream()).filter(is))
                .as(kind)
                .hasSizeGreaterThan(10));
  }

  @Test
  void everyKindOfOutcomeOccurs() {
    Map<String, Integer> seen = new TreeMap<>();
    for (RandomHistories history : HISTORIES) {
      ReferenceFacts reference = history.reference();
      for (Version v : reference.dimension("dim_customer")) {
        count(seen, "inferred, completed", v.inferred() && !v.current());
        count(seen, "inferred, open", v.inferred() && v.current());
        count(seen, "from 1900", !v.inferred() && v.from() == States.BEGINNING);
        count(seen, "joined", v.values().get("country_name") != null);
      }
      for (Present row : reference.scd1("dim_country_now")) {
        count(seen, "SCD1 deleted", row.deleted());
        count(seen, "SCD1 inferred", row.inferred());
      }
      for (FactRule rule : history.facts()) {
        Facts facts = reference.fact(rule.name());
        count(seen, rule.name() + " parked", !facts.parked().isEmpty());
        for (FactRow row : facts.rows()) {
          count(seen, rule.name() + " flagged", row.deleted());
          row.pointers().forEach((role, p) -> count(seen, role + " " + p.kind(), true));
        }
      }
      for (Source source : history.accepted().sources()) {
        List<Change> changes = history.accepted().changesOf(source);
        long positions = changes.stream().map(c -> position(c, source)).distinct().count();
        count(seen, "conflict with sequence", source.sequence() && positions < changes.size());
        count(seen, "conflict without", !source.sequence() && positions < changes.size());
        count(
            seen, "replacing", source.replaces() && !history.accepted().loadsOf(source).isEmpty());
      }
    }
    assertThat(seen)
        .hasSize(13 + 7 * 3)
        .allSatisfy((kind, times) -> assertThat(times).as(kind).isGreaterThan(3));
  }

  @Test
  void arrivalDoesNotMatter() {
    for (RandomHistories history : HISTORIES) {
      ReferenceFacts expected = history.reference();
      Random random = new Random(history.seed());
      for (Lateness lateness : Lateness.values()) {
        List<Deliveries.Delivery> deliveries =
            Deliveries.random(history.accepted(), 1 + random.nextInt(6), lateness, random);
        Accepted arrived = Deliveries.accepted(history.accepted().sources(), deliveries);
        assertThat(arrived.changes()).hasSizeGreaterThan(history.accepted().changes().size());
        assertThat(arrived.loads()).containsExactlyInAnyOrderElementsOf(history.accepted().loads());
        assertSame(history, expected, arrived);
      }
      assertSame(
          history,
          expected,
          Deliveries.accepted(history.accepted().sources(), Deliveries.atOnce(history.accepted())));
    }
  }

  private static void assertSame(
      RandomHistories history, ReferenceFacts expected, Accepted arrived) {
    ReferenceFacts actual = ReferenceFacts.of(arrived, history.dimensions(), history.facts());
    for (DimensionRule rule : history.dimensions()) {
      if (rule.scd1()) {
        assertThat(actual.scd1(rule.name())).isEqualTo(expected.scd1(rule.name()));
      } else {
        assertThat(actual.dimension(rule.name())).isEqualTo(expected.dimension(rule.name()));
      }
    }
    for (FactRule rule : history.facts()) {
      assertThat(actual.fact(rule.name())).isEqualTo(expected.fact(rule.name()));
    }
  }

  @Test
  void versionsNeitherOverlapNorAreEmptyAndChangeWhatIsTracked() {
    for (RandomHistories history : HISTORIES) {
      ReferenceFacts reference = history.reference();
      for (DimensionRule rule : history.dimensions()) {
        if (!rule.scd1()) {
          List<Version> versions = reference.dimension(rule.name());
          for (int i = 0; i < versions.size(); i++) {
            Version v = versions.get(i);
            assertThat(v.current() || v.from() < v.to()).as("%s", v).isTrue();
            if (i > 0 && versions.get(i - 1).key().equals(v.key())) {
              assertFollows(versions.get(i - 1), v, rule);
            }
          }
        }
      }
    }
  }

  private static void assertFollows(Version before, Version v, DimensionRule rule) {
    assertThat(before.to()).isNotNull().isLessThanOrEqualTo(v.from());
    boolean adjacent = before.to() == v.from();
    if (adjacent && !before.inferred()) {
      assertThat(Values.sameIn(rule.track(), before.values(), v.values())).isFalse();
    }
  }

  @Test
  void theOpenVersionIsTheSourcesRow() {
    for (RandomHistories history : HISTORIES) {
      DimensionRule rule = history.dimensions().get(2);
      Map<List<Object>, Map<String, Object>> open = new HashMap<>();
      ReferenceHistory.dimension(history.accepted(), rule).stream()
          .filter(Version::current)
          .forEach(version -> open.put(version.key(), version.values()));
      var mirror = ReferenceHistory.mirror(history.accepted(), rule.from());
      mirror.forEach(
          (key, row) ->
              assertThat(Values.sameIn(rule.columns(), row, open.get(key))).as("%s", key).isTrue());
      if (!rule.ignoresDeletes()) {
        assertThat(open.keySet()).isEqualTo(mirror.keySet());
      }
    }
  }

  @Test
  void manyKeysAreSoonDone() {
    RandomHistories many = RandomHistories.of(1, 5_000);
    assertThat(many.accepted().changes()).hasSizeGreaterThan(50_000);
    assertThat(many.reference().dimension("dim_customer")).hasSizeGreaterThan(5_000);
  }

  private static Object position(Change c, Source source) {
    return source.sequence() && !c.position().isEmpty()
        ? List.of(c.key(), c.at(), c.position())
        : List.of(c.key(), c.at(), c.file(), c.row());
  }

  private static boolean isNull(Change change, String column) {
    return change.values().containsKey(column) && change.values().get(column) == null;
  }

  private static boolean before1900(Long micros) {
    return micros != null && micros < States.BEGINNING;
  }

  private static void count(Map<String, Integer> seen, String kind, boolean is) {
    if (is) {
      seen.merge(kind, 1, Integer::sum);
    }
  }
}
