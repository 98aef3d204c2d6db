package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Warehouse;
import io.millrace.run.Publishing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that publishes is killed (SIGKILL) while one of its statements goes on.
 *
 * <p>{@code -Dmillrace.kills=all} kills it at every statement; otherwise at the merge's first
 * change.
 */
class KilledPublishTest {

  private static final Duration SLOW = Duration.ofSeconds(2);

  @TempDir Path place;

  private final Warehouse warehouse = Server.standIn().warehouse("killed", Warehouse.Loader.COPY);

  @Test
  void whatAKilledProcessLeftIsFinishedByTheNext() throws Exception {
    var shop = new ServedShop(Server.standIn(), place).first();
    var trial = shop.on(warehouse);
    trial.publish(Publishing.CHANGES);
    shop.keep("killed");
    shop.second();
    var faults = Server.running().faults();
    faults.disarm();
    trial.publish(Publishing.CHANGES);
    var statements = faults.statements();
    var wanted = ServedShop.tables(trial, "killed");

    for (int statement : moments(statements)) {
      System.out.printf("SIGKILL at %d: %s%n", statement, statements.get(statement - 1));
      shop.restore("killed");
      faults.armSlow(SLOW, statement);
      killOnceArrived(new ServedConfiguration(place, "killed", "2m").child("publish"));
      trial.publish(Publishing.CHANGES);
      assertThat(ServedShop.tables(trial, "killed"))
          .as("killed at %d", statement)
          .isEqualTo(wanted);
    }
  }

  private static List<Integer> moments(List<String> statements) {
    var moments = new ArrayList<Integer>();
    for (int i = 0; i < statements.size(); i++) {
      boolean changes = statements.get(i).startsWith("UPDATE \"killed\".\"dim_customer\"");
      if (changes || System.getProperty("millrace.kills", "").equals("all")) {
        moments.add(i + 1);
      }
    }
    assertThat(moments).isNotEmpty();
    return moments;
  }

  private void killOnceArrived(Child child) throws Exception {
    var faults = Server.running().faults();
    while (faults.isArmed()) {
      child.requireAlive();
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    assertThat(commandLines())
        .as("what other users of the machine see")
        .doesNotContain(ServedConfiguration.PASSWORD);
    child.kill();
    assertThat(child.said()).doesNotContain(ServedConfiguration.PASSWORD);
  }

  private static String commandLines() {
    var lines = new StringBuilder();
    ProcessHandle.allProcesses()
        .map(ProcessHandle::info)
        .forEach(info -> lines.append(info.commandLine().orElse("")).append('\n'));
    return lines.toString();
  }
}
