package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.Warehouse;
import io.millrace.run.Publishing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
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

  private static final Path SHOP = Path.of("src/test/resources/shop");
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
      killOnceArrived(start());
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

  private Process start() throws IOException {
    var configuration = place.resolve("config");
    if (!Files.exists(configuration)) {
      PublishTest.copy(SHOP, configuration);
      Files.writeString(
          configuration.resolve("table-configs/pipeline.yml"),
          """
          pipeline: shop
          environments:
            served:
              raw: ${var:place}/raw
              lake: ${var:place}/lake
              mask_salt: not-read
              warehouse:
                kind: redshift
                url: ${var:url}
                secret: environment
                iam_role: arn:aws:iam::123456789012:role/copy
                tempdir: ${var:place}/temp
                schemas: {staging: killed_staging, target: killed}
                grants: {select: [analysts]}
          """);
    }
    var url = Server.running().url().replace("&user=awsuser", "");
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.millrace.Main",
            "publish",
            "--config",
            configuration.toString(),
            "--env",
            "served",
            "--set",
            "place=" + place,
            "--set",
            "url=" + url));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(place.resolve("child.log").toFile());
    builder.environment().put("MILLRACE_REDSHIFT_USER", "awsuser");
    builder.environment().put("MILLRACE_REDSHIFT_PASSWORD", "hush-hush");
    return builder.start();
  }

  private void killOnceArrived(Process child) throws Exception {
    var faults = Server.running().faults();
    while (faults.isArmed()) {
      assertThat(child.isAlive()).as(Files.readString(place.resolve("child.log"))).isTrue();
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    assertThat(commandLines())
        .as("what other users of the machine see")
        .doesNotContain("hush-hush");
    child.destroyForcibly().waitFor();
    assertThat(Files.readString(place.resolve("child.log"))).doesNotContain("hush-hush");
  }

  private static String commandLines() {
    var lines = new StringBuilder();
    ProcessHandle.allProcesses()
        .map(ProcessHandle::info)
        .forEach(info -> lines.append(info.commandLine().orElse("")).append('\n'));
    return lines.toString();
  }
}
