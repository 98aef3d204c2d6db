package io.millrace.sampledata;

import java.io.IOException;
import java.nio.file.Path;

/** The sample data of one seed and scale: the same bytes, whenever and wherever it is made. */
public record Generator(long seed, int scale) {
  /** What the committed sample was made with. */
  public static final Generator OF_THE_SAMPLE = new Generator(20260105, 1);

  public Generator {
    if (scale < 1) {
      throw new IllegalArgumentException("The scale is " + scale + "; it must be 1 or more.");
    }
  }

  /** Writes {@code raw/} and {@code batches.txt} below this folder. */
  public void write(Path out) throws IOException {
    try (var delivery = new Delivery(out)) {
      var shop = new Shop(seed, scale, delivery);
      var script = new Script();
      new ReferenceCases(script).write();
      new CustomerCases(script, shop.customers()).write();
      new ProductCases(script, shop.products()).write();
      new OrderCases(script).write();

      script.deliverLoad(delivery);
      shop.load();
      for (int batch = Calendar.LOAD + 1; batch <= Calendar.LAST_BATCH; batch++) {
        delivery.start(batch);
        script.deliver(batch, delivery);
        shop.trade(batch);
      }
    }
  }
}
