package io.millrace.run;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Pipeline;
import io.millrace.plan.ColumnOrigins;
import io.millrace.report.LineageEvents;
import io.millrace.transform.SparkSql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends what a run does to an OpenLineage collector. It is not worth a run: once the collector does
 * not answer, that is said, and no more is sent.
 */
final class Lineage implements Observer {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PATH = "/api/v1/lineage";
  private static final int REDIRECTS = 300;

  private final Pipeline pipeline;
  private final String collector;
  private final Optional<String> key;
  private final Observer told;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private LineageEvents events;
  private boolean isSilent;

  /**
   * Sends to a collector.
   *
   * @param key the collector's API key
   */
  Lineage(Pipeline pipeline, String collector, Optional<String> key, Observer told) {
    this.pipeline = pipeline;
    this.collector = collector;
    this.key = key;
    this.told = told;
  }

  @Override
  public void runBegan(RunBegan run) {
    events = new LineageEvents(pipeline, ColumnOrigins.of(pipeline, new SparkSql()), run.runId());
    send(events.run(LineageEvents.Type.START, run.at(), Optional.empty()));
  }

  @Override
  public void stepBegan(StepBegan step) {
    send(
        events.step(
            LineageEvents.Type.START,
            Instant.now(),
            step.stage().toString(),
            step.table(),
            Optional.empty()));
  }

  @Override
  public void stepEnded(StepResult step) {
    send(
        events.step(
            type(step.failure()),
            step.began().plus(step.took()),
            step.stage().toString(),
            step.table(),
            step.failure().map(Failure::getMessage)));
  }

  @Override
  public void runEnded(RunResult result) {
    var failure = result.failures().stream().findFirst();
    send(
        events.run(
            type(failure), result.began().plus(result.took()), failure.map(Failure::getMessage)));
  }

  private static LineageEvents.Type type(Optional<Failure> failure) {
    return failure.isPresent() ? LineageEvents.Type.FAIL : LineageEvents.Type.COMPLETE;
  }

  private void send(String event) {
    if (isSilent) {
      return;
    }
    try {
      var request =
          HttpRequest.newBuilder(URI.create(collector.replaceFirst("/+$", "") + PATH))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(event));
      key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      var answer = client.send(request.build(), BodyHandlers.discarding());
      if (answer.statusCode() >= REDIRECTS) {
        silence("it answers with HTTP status " + answer.statusCode());
      }
    } catch (IOException | IllegalArgumentException e) {
      silence(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      silence("the run was interrupted");
    }
  }

  private void silence(String why) {
    isSilent = true;
    told.warned(
        "%s: no lineage of this run is sent any more to %s: %s. The run itself goes on"
            .formatted(pipeline.environment().place(), collector, why));
  }
}
