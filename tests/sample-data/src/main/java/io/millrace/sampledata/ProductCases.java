package io.millrace.sampledata;

import static io.millrace.sampledata.Calendar.at;

import java.time.LocalDate;
import java.util.List;

/**
 * The products with a story; without a change sequence, a file's rows are in the order of commit.
 */
final class ProductCases {
  private final Script script;
  private final Products products;

  ProductCases(Script script, Products products) {
    this.script = script;
    this.products = products;
  }

  void write() {
    lives();
    filesDeliveredOddly();
    rowsThatBreakChecks();
  }

  private void lives() {
    product(1)
        .loaded("price", 1_000L)
        .update(2, at(6, 8, 1), "price", 1_100L)
        .update(2, at(6, 8, 2), "price", 1_200L)
        .update(4, at(8, 8, 1), "price", 1_000L);
    product(2).loaded("category_id", 1L).update(3, at(7, 8, 2), "category_id", 12L);
    // Out of the filter and back in: a gap in its history.
    product(3)
        .loaded()
        .update(3, at(7, 8, 3), "status", "draft")
        .update(6, at(12, 8, 3), "status", "active");
    product(4).loaded().delete(4, at(8, 8, 4));
    product(5).loaded().delete(3, at(7, 8, 5)).insert(5, at(10, 8, 5), "price", 777L);
    product(6).loaded("weight_kg", null, "attributes", null, "available_from", null);
    // The categories 12 and 4, which snapshots lose.
    product(7).loaded("category_id", 12L);
    product(8).loaded("category_id", 4L);
    // The first with a colour of its own, and one that loses it.
    product(9)
        .loaded()
        .update(4, at(8, 8, 9), "colour", "ultramarine")
        .update(5, at(10, 8, 9), "colour", null);
  }

  private void filesDeliveredOddly() {
    var first = product(21).loaded("price", 2_100L);
    var second = product(22).loaded("price", 2_200L);
    // One file, identical under two names: it counts once.
    var file =
        List.of(
            first.changed(at(7, 9, 21), "price", 2_110L),
            second.changed(at(7, 9, 22), "price", 2_210L));
    script.file(3, Table.PRODUCTS, at(7, 9, 30), file);
    script.file(3, Table.PRODUCTS, at(7, 9, 45), file);
    // Named for the 6th, here on the 10th.
    var late = product(23).loaded("price", 2_300L);
    var stuck = List.of(late.changed(at(6, 9, 23), "price", 2_310L));
    late.update(4, at(8, 8, 23), "price", 2_330L);
    script.file(5, Table.PRODUCTS, at(6, 9, 30), stuck);
  }

  private void rowsThatBreakChecks() {
    product(41).loaded("product_name", null);
    product(42).loaded().update(2, at(6, 8, 42), "price", -100L);
    product(43).loaded("sku", "not a sku");
    product(44).loaded("weight_kg", Double.NaN);
    product(45).loaded("available_from", LocalDate.of(1582, 10, 4).toEpochDay());
    product(46).loaded("available_from", LocalDate.of(9999, 12, 31).toEpochDay());
    product(47).loaded("category_id", 99L);
    product(48).loaded("attributes", "{\"colour\": \"torn");
    product(50).loaded("sku", "TWN-00050");
    product(51).loaded("sku", "TWN-00050");
    product(49).loaded("weight_kg", Double.POSITIVE_INFINITY);
  }

  private Story product(long key) {
    return new Story(
        script, Table.PRODUCTS, products.row(key, Calendar.loadStart() - Calendar.DAY));
  }
}
