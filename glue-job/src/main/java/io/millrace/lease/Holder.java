package io.millrace.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Who holds a lease, and until when, unless it is renewed.
 *
 * @param token grows with every holder
 * @param process where it runs; what tells it from every other
 * @param released whether it has let go
 */
record Holder(
    long token,
    String run,
    String doing,
    HoldingProcess process,
    Instant since,
    Instant until,
    Duration length,
    boolean released) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same process, renewing it. */
  Holder renewed(Instant now) {
    return new Holder(token, run, doing, process, since, now.plus(length), length, false);
  }

  Holder ended() {
    return new Holder(token, run, doing, process, since, until, length, true);
  }

  /** Whether it is the same holding of the lease, renewed or not. */
  boolean isSameAs(Holder other) {
    return token == other.token && process.equals(other.process);
  }

  @Override
  public String toString() {
    return "run %s (%s) on %s since %s, until %s unless it goes on"
        .formatted(run, doing, process, seconds(since), seconds(until));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  String json() {
    return JSON.createObjectNode()
        .put("format", 1)
        .put("token", token)
        .put("run", run)
        .put("doing", doing)
        .put("host", process.host())
        .put("machine", process.machine())
        .put("pid", process.pid())
        .put("started", process.started())
        .put("holding", process.holding())
        .put("since", since.toString())
        .put("until", until.toString())
        .put("length", length.toString())
        .put("released", released)
        .toPrettyString();
  }

  static Holder parse(String text, LeaseStore store) {
    try {
      var json = JSON.readTree(text);
      if (json.path("format").asInt() != 1) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            "the lease of this lake was written by another version of Millrace: "
                + store
                + "\n    run that version; or, when it runs no more, remove the lease");
      }
      var process =
          new HoldingProcess(
              json.path("host").asText(),
              json.path("machine").asText(),
              json.path("pid").asLong(),
              json.path("started").asText(),
              json.path("holding").asText());
      return new Holder(
          json.path("token").asLong(),
          json.path("run").asText(),
          json.path("doing").asText(),
          process,
          Instant.parse(json.path("since").asText()),
          Instant.parse(json.path("until").asText()),
          Duration.parse(json.path("length").asText()),
          json.path("released").asBoolean());
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new Failure(
          Failure.Kind.DATA,
          "the lease of this lake cannot be read: "
              + store
              + "\n    make sure that nothing is writing the lake, then remove it and run again",
          e);
    }
  }
}
