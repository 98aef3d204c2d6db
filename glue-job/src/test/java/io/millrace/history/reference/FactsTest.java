package io.millrace.history.reference;

import static io.millrace.history.reference.Change.delete;
import static io.millrace.history.reference.Change.insert;
import static io.millrace.history.reference.Change.loaded;
import static io.millrace.history.reference.Change.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.reference.LookupRule.Missing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules 13 (joins to present state), 14 (as-of) and 15 (inferred members). */
class FactsTest {

  private static final List<Source> SOURCES =
      List.of(
          Source.of("customers", "id"),
          Source.of("orders", "order_id"),
          Source.of("lines", "line_id"),
          Source.of("visits", "visit_id"));
  private static final DimensionRule CUSTOMER = DimensionRule.of("dim", "customers", "name");
  private static final Change HEADER = order(7L, 25L).at(1);
  private static final Change LINE = insert("lines", 1).at(1).value("order_id", 5L);

  @Test
  void aFactFindsTheVersionThatHadBegunLastByItsTime() {
    Change[] customers = {
      customer("A").at(10),
      customer("B").at(20),
      delete("customers", 7).at(30),
      customer("C").at(40)
    };
    assertThat(pointer(Missing.FAIL, 19L, customers)).isEqualTo(version(10));
    assertThat(pointer(Missing.FAIL, 20L, customers)).isEqualTo(version(20));
    assertThat(pointer(Missing.FAIL, 35L, customers)).isEqualTo(version(20));
    assertThat(pointer(Missing.FAIL, 40L, customers)).isEqualTo(version(40));
  }

  @Test
  void beforeTheFirstVersionAndWithoutAnyMissingSpeaks() {
    assertThat(pointer(Missing.UNKNOWN, 9L, customer("A").at(10))).isEqualTo(Pointer.UNKNOWN);
    assertThat(pointer(Missing.UNKNOWN, 9L)).isEqualTo(Pointer.UNKNOWN);
    assertThat(facts(Missing.PARK, HEADER, LINE).fact("f").parked()).containsExactly(List.of(1L));
    assertThat(facts(Missing.FAIL, HEADER, LINE).fact("f").failed()).containsExactly(List.of(1L));
    assertThat(pointer(Missing.INFER, 9L))
        .isEqualTo(Pointer.inferred(List.of(7L), States.BEGINNING));
  }

  @Test
  void aKeyFromALoadIsFoundByOlderFacts() {
    Change load = loaded("customers", 7).at(100).value("name", "A");
    assertThat(pointer(Missing.FAIL, 9L, load)).isEqualTo(version(States.BEGINNING));
  }

  @Test
  void aNullKeyOrTimeIsTheUnknownMemberWhateverIsMissing() {
    for (Missing missing : Missing.values()) {
      assertThat(only(facts(missing, order(null, 25L).at(1), LINE))).isEqualTo(Pointer.UNKNOWN);
      assertThat(only(facts(missing, order(7L, null).at(1), LINE))).isEqualTo(Pointer.UNKNOWN);
    }
  }

  @Test
  void withoutAnAsOfTheVersionThatBeganLastIsMeant() {
    FactRule now =
        new FactRule(
            "f",
            "visits",
            List.of(),
            List.of(lookup("who", "who", null, Missing.FAIL)),
            List.of(),
            false);
    Accepted accepted =
        Accepted.of(
            SOURCES,
            customer("A").at(10),
            customer("B").at(20),
            delete("customers", 7).at(30),
            insert("visits", 1).at(5).value("who", 7L));
    assertThat(ReferenceFacts.of(accepted, List.of(CUSTOMER), List.of(now)).fact("f").rows())
        .extracting(row -> row.pointers().get("who"))
        .containsExactly(version(20));
  }

  @Test
  void aLineWaitsForAHeaderThatWasNeverSeenAndShowsItsPresentRow() {
    assertThat(facts(Missing.UNKNOWN, LINE).fact("f").parked()).containsExactly(List.of(1L));
    Facts facts =
        facts(Missing.UNKNOWN, LINE, HEADER, update("orders", 5).at(9).value("customer_id", 8L))
            .fact("f");
    assertThat(facts.parked()).isEmpty();
    assertThat(facts.rows().get(0).values()).containsEntry("customer_id", 8L);
  }

  @Test
  void aLineWithoutAForeignKeyHasNothingToWaitFor() {
    Facts facts = facts(Missing.FAIL, insert("lines", 1).at(1)).fact("f");
    assertThat(facts.rows()).hasSize(1);
    assertThat(facts.rows().get(0).values()).containsEntry("customer_id", null);
  }

  @Test
  void aDeletedLineOrHeaderIsRemovedOrFlagged() {
    Change lineGone = delete("lines", 1).at(50);
    Change headerGone = delete("orders", 5).at(50);
    for (Change gone : List.of(lineGone, headerGone)) {
      assertThat(facts(Missing.INFER, HEADER, LINE, gone).fact("f").rows()).isEmpty();
      Facts flagged = facts(rule(Missing.INFER).flagging(), HEADER, LINE, gone).fact("f");
      assertThat(flagged.rows()).hasSize(1);
      assertThat(flagged.rows().get(0).deleted()).isTrue();
      assertThat(flagged.rows().get(0).values()).containsEntry("customer_id", 7L);
    }
    assertThat(facts(Missing.INFER, LINE, headerGone).fact("f").parked()).isEmpty();
  }

  @Test
  void anInferredMemberReachesFrom1900ToTheFirstRealVersion() {
    assertThat(Told.versions(facts(Missing.INFER, HEADER, LINE).dimension("dim")))
        .containsExactly("[7] 1900.. inferred name=null");
    assertThat(
            Told.versions(
                facts(Missing.INFER, HEADER, LINE, customer("A").at(30)).dimension("dim")))
        .containsExactly("[7] 1900..30 inferred name=null", "[7] 30.. name=A");
  }

  @Test
  void anInferredMemberVanishesWithTheLastFactThatResolvesToIt() {
    assertThat(
            Told.versions(
                facts(Missing.INFER, HEADER, LINE, customer("A").at(25)).dimension("dim")))
        .containsExactly("[7] 25.. name=A");
    assertThat(facts(Missing.INFER, HEADER, LINE, delete("lines", 1).at(50)).dimension("dim"))
        .isEmpty();
    assertThat(facts(Missing.INFER, LINE).dimension("dim")).isEmpty();
  }

  @Test
  void aParkedLineInfersNothing() {
    FactRule rule =
        new FactRule(
            "f",
            "visits",
            List.of(),
            List.of(
                lookup("who", "who", null, Missing.INFER),
                lookup("host", "host", null, Missing.PARK)),
            List.of(),
            false);
    Change visit = insert("visits", 1).at(5).value("who", 7L).value("host", 8L);
    assertThat(facts(rule, visit).dimension("dim")).isEmpty();
    assertThat(facts(rule, visit, insert("customers", 8).at(6)).dimension("dim"))
        .extracting(Version::inferred)
        .containsExactly(true, false);
  }

  @Test
  void twoFactsInferOneMemberAndOneKeepsIt() {
    FactRule visits =
        new FactRule(
            "v",
            "visits",
            List.of(),
            List.of(lookup("who", "who", null, Missing.INFER)),
            List.of(),
            false);
    Change visit = insert("visits", 1).at(5).value("who", 7L);
    Accepted both = Accepted.of(SOURCES, HEADER, LINE, visit);
    Accepted one = Accepted.of(SOURCES, HEADER, LINE, visit, delete("lines", 1).at(50));
    for (Accepted accepted : List.of(both, one)) {
      assertThat(
              Told.versions(
                  ReferenceFacts.of(
                          accepted, List.of(CUSTOMER), List.of(rule(Missing.INFER), visits))
                      .dimension("dim")))
          .containsExactly("[7] 1900.. inferred name=null");
    }
  }

  @Test
  void anScd1DimensionIsFoundAtAnyTimeAndInfersARow() {
    DimensionRule scd1 = CUSTOMER.asScd1();
    List<FactRule> rules = List.of(rule(Missing.INFER));
    Accepted without = Accepted.of(SOURCES, HEADER, LINE);
    assertThat(Told.present(ReferenceFacts.of(without, List.of(scd1), rules).scd1("dim")))
        .containsExactly("[7] inferred name=null");
    Accepted with = Accepted.of(SOURCES, HEADER, LINE, customer("A").at(99));
    ReferenceFacts found = ReferenceFacts.of(with, List.of(scd1), rules);
    assertThat(only(found)).isEqualTo(Pointer.version(List.of(7L), null));
    assertThat(Told.present(found.scd1("dim"))).containsExactly("[7] name=A");
  }

  private static Pointer version(long from) {
    return Pointer.version(List.of(7L), from);
  }

  private static Pointer pointer(Missing missing, long asOf, Change... customers) {
    Change[] all = Arrays.copyOf(customers, customers.length + 2);
    all[customers.length] = order(7L, asOf).at(1);
    all[customers.length + 1] = LINE;
    return only(facts(missing, all));
  }

  private static Pointer only(ReferenceFacts facts) {
    assertThat(facts.fact("f").rows()).hasSize(1);
    return facts.fact("f").rows().get(0).pointers().get("customer");
  }

  private static ReferenceFacts facts(Missing missing, Change... changes) {
    return facts(rule(missing), changes);
  }

  private static ReferenceFacts facts(FactRule rule, Change... changes) {
    return ReferenceFacts.of(Accepted.of(SOURCES, changes), List.of(CUSTOMER), List.of(rule));
  }

  private static FactRule rule(Missing missing) {
    JoinRule header =
        new JoinRule(
            "orders",
            List.of("order_id"),
            Map.of("customer_id", "customer_id", "ordered_at", "ordered_at"));
    return new FactRule(
        "f",
        "lines",
        List.of(header),
        List.of(lookup("customer", "customer_id", "ordered_at", missing)),
        List.of("customer_id"),
        false);
  }

  private static LookupRule lookup(String role, String on, String asOf, Missing missing) {
    return new LookupRule(role, "dim", List.of(on), asOf, missing);
  }

  private static Change customer(String name) {
    return update("customers", 7).value("name", name);
  }

  private static Change order(Long customer, Long orderedAt) {
    return insert("orders", 5).value("customer_id", customer).value("ordered_at", orderedAt);
  }
}
