package io.millrace.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** An OpenLineage collector on this machine that keeps what it is sent. */
final class LoopbackCollector implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonNode> events = new ArrayList<>();

  private LoopbackCollector(HttpServer server) {
    this.server = server;
  }

  static LoopbackCollector start() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var collector = new LoopbackCollector(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    collector.server.createContext("/api/v1/lineage", collector::keep);
    collector.server.start();
    return collector;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** The end of a job, by its name. */
  JsonNode ended(String job) {
    return events().stream()
        .filter(event -> !event.at("/eventType").asText().equals("START"))
        .filter(event -> event.at("/job/name").asText().equals(job))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no end of " + job));
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      var event = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
      synchronized (this) {
        events.add(event);
      }
      exchange.sendResponseHeaders(201, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
