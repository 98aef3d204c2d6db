package io.millrace.sampledata;

import static io.millrace.sampledata.Calendar.at;

/** The customers with a story; README.md tells which key shows what. */
final class CustomerCases {
  private final Script script;
  private final Customers customers;

  CustomerCases(Script script, Customers customers) {
    this.script = script;
    this.customers = customers;
  }

  void write() {
    changesInOrder();
    changesOutOfOrder();
    changesDeliveredOddly();
    valuesThatAreOdd();
    countriesThatMove();
    rowsThatBreakChecks();
  }

  private void changesInOrder() {
    // There and back within one batch.
    customer(1)
        .loaded("tier", 1L)
        .update(2, at(6, 8, 1), "tier", 2L)
        .update(2, at(6, 8, 30), "tier", 3L)
        .update(2, at(6, 9, 0), "tier", 1L);
    // Nothing but updated_at changes: no version.
    customer(2).loaded().update(2, at(6, 8, 2)).update(3, at(7, 8, 2)).update(5, at(10, 8, 2));
    // Deleted, and back three days later: a gap.
    customer(3)
        .loaded("full_name", "Gita Gap")
        .delete(3, at(7, 8, 3))
        .insert(5, at(10, 8, 3), "tier", 2L);
    // Deleted for good.
    customer(4).loaded().update(2, at(6, 8, 4), "status", "closed").delete(4, at(8, 8, 4));
    // Born after the load.
    customer(5).insert(3, at(7, 8, 5)).update(4, at(8, 8, 5), "full_name", "Nora Newname");
    // Three changes of one transaction.
    customer(6)
        .loaded("tier", 1L)
        .update(2, at(6, 8, 6), "tier", 2L)
        .update(2, at(6, 8, 6), "tier", 3L)
        .update(2, at(6, 8, 6), "full_name", "Tia Tie");
    // One transaction cut over two batches.
    customer(7)
        .loaded("tier", 1L)
        .update(5, at(10, 8, 7), "tier", 2L)
        .update(6, at(10, 8, 7), "tier", 3L);
    // An overwritten column alone: every version shows the last address.
    customer(8)
        .loaded()
        .update(3, at(7, 8, 8), "tier", 3L)
        .update(4, at(8, 8, 8), "email", "moved.house@example.com");
    // Another key for the same customer.
    customer(9).loaded("full_name", "Rika Rekeyed").update(4, at(8, 8, 9), "customer_id", 909L);
  }

  private void changesOutOfOrder() {
    // A change between two that have long arrived.
    customer(11)
        .loaded("full_name", "Lara First")
        .update(2, at(6, 8, 11), "full_name", "Lara Second")
        .update(6, at(7, 10, 11), "full_name", "Lara Late")
        .update(4, at(8, 8, 11), "full_name", "Lara Third");
    // A change inside a run of equal versions: A, A, A, then B in the middle.
    customer(12)
        .loaded("tier", 1L)
        .update(2, at(6, 8, 12))
        .update(7, at(7, 9, 12), "tier", 3L)
        .update(4, at(8, 8, 12), "tier", 1L);
    // A late delete: the row was gone for a day.
    customer(13)
        .loaded()
        .delete(5, at(7, 9, 13))
        .insert(4, at(8, 8, 13), "full_name", "Dora Returned");
    // Its delete comes before its insert.
    customer(14).insert(4, at(6, 9, 14)).delete(3, at(7, 8, 14));
    // An update of a row that nobody has inserted.
    customer(15).update(3, at(7, 8, 15), "full_name", "Uwe Unborn");
    // The first change of all comes last.
    customer(16)
        .insert(7, at(6, 10, 16), "full_name", "Olaf Origin")
        .update(3, at(7, 8, 16), "full_name", "Olaf Onward");
  }

  private void changesDeliveredOddly() {
    // The same change three times.
    customer(21).loaded().update(3, at(7, 8, 21), "tier", 2L).again(3).again(4).again(7);
    // Two truths at one position; then a delete against an update.
    customer(22)
        .loaded()
        .update(4, at(8, 8, 22), "full_name", "Kira Conflict")
        .contradict(5, "full_name", "Kira Contradicted");
    customer(23)
        .loaded()
        .update(4, at(8, 8, 23), "full_name", "Dirk Disputed")
        .contradictByDelete(4)
        .insert(6, at(12, 8, 23), "full_name", "Dirk Decided");
    // The source's clock ahead of the commit, then behind the change before.
    customer(24).loaded().update(3, at(7, 8, 24), "tier", 2L, "updated_at", at(9, 0, 0));
    customer(25)
        .loaded()
        .update(4, at(8, 8, 25), "tier", 2L)
        .update(5, at(10, 8, 25), "tier", 3L, "updated_at", at(6, 0, 0));
    // A change that held two days before it was committed, and one that does not say.
    customer(26).loaded().update(5, at(10, 8, 26), "tier", 3L, "updated_at", at(8, 0, 26));
    customer(27).loaded().update(5, at(10, 8, 27), "tier", 3L, "updated_at", null);
  }

  private void valuesThatAreOdd() {
    // A long text that updates leave out, then replace, then leave out again.
    customer(31)
        .loaded("bio", "A life of letters. ".repeat(120))
        .update(2, at(6, 8, 31), "tier", 2L)
        .update(3, at(7, 8, 31), "bio", "A life of numbers. ".repeat(120))
        .update(4, at(8, 8, 31), "tier", 3L);
    // Null wherever a null may be.
    customer(32)
        .loaded(
            "full_name",
            null,
            "birth_date",
            null,
            "tier",
            null,
            "status",
            null,
            "country_code",
            null,
            "credit_limit",
            null,
            "bio",
            null)
        .update(4, at(8, 8, 32), "full_name", "Nils Nolonger");
    // Blanks and capitals for prepare and transform to mend.
    customer(33).loaded("full_name", "  Sven Spaces ", "email", " Sven.33@Example.COM ");
    customer(34).loaded("full_name", "Zoë 🌍 Ünal");
    customer(35).loaded("full_name", "Robert'); DROP TABLE \"dim_customer\";--");
    customer(36).loaded("full_name", "", "bio", "");
    customer(37).loaded("credit_limit", 999_999_999_999L).update(3, at(7, 8, 37), "tier", 1L);
    // Test accounts: the filter leaves them out.
    customer(0).loaded("full_name", "Test Account");
    customer(-7).insert(3, at(7, 8, 7), "full_name", "Another Test Account");
  }

  private void countriesThatMove() {
    // Lives where the country is renamed (twice), deleted and founded anew.
    customer(41).loaded("country_code", "CZ");
    customer(42).loaded("country_code", "SZ");
    // Moves: the foreign key itself is not tracked.
    customer(43).loaded("country_code", "DE").update(3, at(7, 8, 43), "country_code", "TR");
    // Parked until its country comes in batch 4; parked for good.
    customer(44).insert(3, at(7, 8, 44), "country_code", "ME");
    customer(45).insert(3, at(7, 8, 45), "country_code", "XK");
    // One address, two customers.
    customer(46).loaded("email", "shared@example.com");
    customer(47).insert(2, at(6, 8, 47), "email", "shared@example.com");
    // Comes after an order of its own.
    customer(48).insert(6, at(12, 8, 48), "full_name", "Ingo Inferred");
  }

  private void rowsThatBreakChecks() {
    customer(61).loaded("email", null);
    customer(62).loaded("birth_date", "2001-02-30");
    customer(63).loaded("birth_date", "1850-06-01");
    customer(64).loaded("tier", 9L);
    customer(65).loaded("credit_limit", -5_000L);
    customer(66).loaded().update(2, at(6, 8, 50), "status", "frozen");
    customer(67)
        .loaded()
        .update(3, at(7, 8, 51), "email", "no-at-sign")
        .update(5, at(10, 8, 51), "email", "mended@example.com");
    customer(68).loaded().update(4, at(8, 8, 52), "full_name", "x".repeat(201));
    customer(69).loaded().update(5, at(10, 8, 53), "created_at", at(20, 0, 0));
    customer(70).loaded().update(6, at(12, 8, 54), "birth_date", "2090-01-01");
    // All its reasons are told, not only the first.
    customer(71)
        .insert(7, at(15, 8, 55), "email", "nobody", "status", "ghost", "birth_date", "yesterday");
  }

  private Story customer(long key) {
    var created = customers.createdBeforeLoad(key);
    return new Story(script, Table.CUSTOMERS, customers.row(key, created, created));
  }
}
