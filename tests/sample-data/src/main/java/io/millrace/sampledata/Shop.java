package io.millrace.sampledata;

import static io.millrace.sampledata.Calendar.SECOND;

import io.millrace.sampledata.Change.Op;
import java.io.IOException;
import java.util.Random;

/**
 * The shop at work: random transactions over random keys, some keys far busier than others, one
 * clock and one change sequence for all tables.
 */
final class Shop {
  private static final int CUSTOMERS = 450;
  private static final int PRODUCTS = 100;
  private static final int MOST_PRODUCTS = 200_000;
  private static final int ORDERS = 400;
  private static final int TRANSACTIONS = 220;

  private final Random random;
  private final Delivery delivery;
  private final int scale;
  private final Customers customers;
  private final Products products;
  private final Orders orders;

  private long now;
  // Hand-written changes count from 1; the random stream starts above them.
  private long changes = 1_000_000;

  Shop(long seed, int scale, Delivery delivery) {
    var hash = new Hash(seed);
    this.random = new Random(seed);
    this.delivery = delivery;
    this.scale = scale;
    this.customers = new Customers(hash);
    this.products = new Products(hash, (int) Math.min((long) PRODUCTS * scale, MOST_PRODUCTS));
    this.orders = new Orders(hash, products);
  }

  Customers customers() {
    return customers;
  }

  Products products() {
    return products;
  }

  void load() throws IOException {
    var start = Calendar.loadStart();
    for (int i = 0; i < CUSTOMERS * scale; i++) {
      var created = customers.createdBeforeLoad(customers.key(i));
      customers.add(created);
      load(Table.CUSTOMERS, customers.row(i, created));
    }
    for (int i = 0; i < products.size(); i++) {
      load(Table.PRODUCTS, products.row(i, start - Calendar.DAY));
    }
    for (int i = 0; i < ORDERS * scale; i++) {
      orders.add(skewed(customers.size()), orders.orderedBeforeLoad(i));
      orders.settle(i);
      load(Table.ORDERS, orders.row(i, start - Calendar.HOUR));
    }
    for (int i = 0; i < orders.size(); i++) {
      for (int line = 1; line <= orders.lines(i); line++) {
        load(Table.ORDER_ITEMS, orders.line(i, line));
      }
    }
  }

  /** The transactions of one batch: ten hours' worth, after its hand-written ones. */
  void trade(int batch) throws IOException {
    var transactions = (long) TRANSACTIONS * scale;
    var pause = 10 * Calendar.HOUR / transactions;
    now = Calendar.day(batch) + 12 * Calendar.HOUR;
    for (long i = 0; i < transactions; i++) {
      now += 1 + (long) (random.nextDouble() * 1.8 * pause);
      transaction();
    }
  }

  private void transaction() throws IOException {
    var dice = random.nextInt(100);
    if (dice < 42) {
      changeCustomer();
    } else if (dice < 50) {
      var index = customers.add(now / SECOND * SECOND - SECOND);
      change(Table.CUSTOMERS, Op.I, null, customers.row(index, updated()));
    } else if (dice < 66) {
      placeOrder();
    } else if (dice < 88) {
      changeOrder();
    } else {
      changeProduct();
    }
  }

  private void changeCustomer() throws IOException {
    var index = skewed(customers.size());
    var key = customers.key(index);
    if (customers.isGone(index)) {
      customers.setGone(index, false);
      change(Table.CUSTOMERS, Op.I, null, customers.row(index, updated()));
    } else if (random.nextInt(16) == 0) {
      customers.setGone(index, true);
      var row = new Object[Table.CUSTOMERS.width()];
      row[0] = key;
      change(Table.CUSTOMERS, Op.D, key, row);
    } else {
      if (random.nextInt(10) > 0) { // the tenth changes nothing but the time
        customers.change(index, random.nextInt(4));
      }
      var row = customers.row(index, updated());
      row[Table.CUSTOMERS.index("bio")] = null; // PostgreSQL leaves an unchanged TOAST value out
      change(Table.CUSTOMERS, Op.U, key, row);
    }
  }

  private void placeOrder() throws IOException {
    var index = orders.add(skewed(customers.size()), now);
    change(Table.ORDERS, Op.I, null, orders.row(index, updated()));
    for (int line = 1; line <= orders.lines(index); line++) {
      change(Table.ORDER_ITEMS, Op.I, null, orders.line(index, line));
    }
    if (random.nextInt(3) == 0) { // paid at once: two changes of one row at one commit time
      orders.advance(index);
      change(Table.ORDERS, Op.U, null, orders.row(index, updated()));
    }
  }

  private void changeOrder() throws IOException {
    var index = orders.size() - 1 - skewed(orders.size());
    if (orders.isGone(index)) {
      return;
    }
    var dice = random.nextInt(10);
    if (dice == 0) {
      delete(index);
    } else if (dice < 4) {
      orders.amend(index);
      change(Table.ORDER_ITEMS, Op.U, null, orders.line(index, 1));
      change(Table.ORDERS, Op.U, null, orders.row(index, updated()));
    } else {
      orders.advance(index);
      change(Table.ORDERS, Op.U, null, orders.row(index, updated()));
    }
  }

  private void delete(int index) throws IOException {
    for (int line = 1; line <= orders.lines(index); line++) {
      change(Table.ORDER_ITEMS, Op.D, null, orders.line(index, line));
    }
    change(Table.ORDERS, Op.D, null, orders.row(index, updated()));
    orders.setGone(index);
  }

  private void changeProduct() throws IOException {
    var index = skewed(products.size());
    if (random.nextInt(3) == 0) {
      products.changeText(index);
    } else {
      products.changePrice(index);
    }
    change(Table.PRODUCTS, Op.U, null, products.row(index, updated()));
  }

  private void load(Table table, Object[] values) throws IOException {
    delivery.load(table, Change.of(Op.I, Calendar.loadStart(), "", null, values));
  }

  private void change(Table table, Op op, Long before, Object[] values) throws IOException {
    var sequence = Calendar.sequence(now, ++changes);
    delivery.change(table, Change.of(op, now, sequence, before, values));
  }

  /** Rows are touched a moment before they are committed. */
  private long updated() {
    return now - 250_000;
  }

  /** An index below {@code size}; a tenth of all draws fall on a thousandth of the indices. */
  private int skewed(int size) {
    var draw = random.nextDouble();
    return (int) (draw * draw * draw * size);
  }
}
