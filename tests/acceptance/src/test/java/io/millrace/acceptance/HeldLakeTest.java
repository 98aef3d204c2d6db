package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that want one lake.
 *
 * <p>{@code -Dmillrace.races=10} lets two start at once so often, otherwise once.
 */
class HeldLakeTest {

  private static final Path SHOP = Path.of("src/test/resources/shop");
  private static final int RACES = Integer.getInteger("millrace.races", 1);
  @TempDir Path place;

  @Test
  void ofTwoThatStartAtOnceOneWorksAndTheOtherNamesIt() throws Exception {
    new ServedShop(Server.standIn(), place).deliverFirst();
    for (int race = 1; race <= RACES; race++) {
      var runs = new HashMap<Integer, String>();
      var said = new HashMap<Integer, String>();
      try (var one = start("one-" + race);
          var other = start("other-" + race)) {
        runs.put(one.ended(), "one-" + race);
        said.put(one.ended(), one.said());
        runs.put(other.ended(), "other-" + race);
        said.put(other.ended(), other.said());
      }

      assertThat(runs).as(said.toString()).containsOnlyKeys(0, 4);
      System.out.printf("race %d: %s%n%s", race, runs, said.get(4));
      assertThat(said.get(4))
          .contains("another run holds the lake: run " + runs.get(0) + " (millrace run) on ")
          .contains("nothing was done: run again when it has ended");
    }
    var shop = Trial.of(SHOP, Map.of("place", place.toString()));
    assertThat(shop.warehouse("SELECT order_id FROM dw.fact_order ORDER BY 1"))
        .containsExactly("10", "11");
    assertThat(shop.verify()).isEmpty();
  }

  private Child start(String run) {
    return Child.millrace(
        place.resolve(run + ".log"),
        "run",
        "--config",
        SHOP.toString(),
        "--set",
        "place=" + place,
        "--run-id",
        run);
  }
}
