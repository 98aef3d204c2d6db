package io.millrace.acceptance;

import static io.millrace.acceptance.DmsFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.run.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** A batch is read once: for reading, checks, transforms and writing together. */
class ScanCountTest {

  @TempDir Path place;

  @Test
  void rawIsScannedOnceForReadingCheckingTransformingAndWriting() throws TimeoutException {
    var trial = Trial.of(Path.of("src/test/resources/shop"), Map.of("place", place.toString()));
    var customers = new DmsFolder(Trial.spark(), place.resolve("raw/public/customers"));
    var columns =
        "Op string, dms_ts string, customer_id int, full_name string, email string,"
            + " tier string";
    customers.deliver(
        "20260120-100000000",
        columns,
        row("I", "2026-01-20 10:00:00.000000", 1, "Anna", "ann@x.org", "2"),
        row("I", "2026-01-20 10:00:01.000000", 2, "Bob", "bob@x.org", "9"));
    customers.deliver(
        "20260121-100000000",
        columns,
        row("I", "2026-01-21 10:00:02.000000", 3, null, "c@x.org", "two"));
    var seen = new Seen();
    var context = Trial.spark().sparkContext();
    context.addSparkListener(seen);
    try {
      var run = trial.run(Stage.STAGING);
      assertThat(run.step(Stage.STAGING, "customers").counts())
          .containsEntry("read", 3L)
          .containsEntry("quarantined", 2L);
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(seen);
    }

    assertThat(seen.scansOfRaw).as("scans of raw in all plans").hasSize(1);
    assertThat(seen.jobs).filteredOn(seen.executions::contains).as("jobs that read it").hasSize(1);
  }

  /** The scans of raw in all plans that were executed, and the jobs of all executions. */
  private static final class Seen extends SparkListener {

    private final List<String> scansOfRaw = new ArrayList<>();
    private final Set<String> executions = new HashSet<>();
    private final List<String> jobs = new ArrayList<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      jobs.add(String.valueOf(job.properties().getProperty("spark.sql.execution.id")));
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
      if (event instanceof SparkListenerSQLExecutionStart start) {
        scans(start.sparkPlanInfo(), start.executionId());
      }
    }

    private void scans(SparkPlanInfo plan, long execution) {
      var location = plan.metadata().get("Location").getOrElse(() -> "");
      if (plan.nodeName().startsWith("Scan") && location.contains("/raw/")) {
        scansOfRaw.add(plan.nodeName() + " " + location);
        executions.add(String.valueOf(execution));
      }
      JavaConverters.seqAsJavaList(plan.children()).forEach(child -> scans(child, execution));
    }
  }
}
