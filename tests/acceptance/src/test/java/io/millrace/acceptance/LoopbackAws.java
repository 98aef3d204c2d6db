package io.millrace.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * S3, Secrets Manager and SNS on this machine, as far as they are documented to answer what the job
 * asks; the SDK is sent here by its own settings.
 */
final class LoopbackAws implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.accessKeyId", "AKIDTEST",
          "aws.secretAccessKey", "test",
          "aws.region", "eu-west-1",
          "aws.disableEc2Metadata", "true");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final LoopbackS3 s3 = new LoopbackS3();
  private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();
  private final List<Map<String, String>> messages = new ArrayList<>();
  private int failing;

  private LoopbackAws(HttpServer server) {
    this.server = server;
  }

  static LoopbackAws start() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    var aws = new LoopbackAws(server);
    server.createContext("/", aws::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    SETTINGS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", aws.url());
    return aws;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What sends the SDK of another process here. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", url(),
        "AWS_ACCESS_KEY_ID", "AKIDTEST",
        "AWS_SECRET_ACCESS_KEY", "test",
        "AWS_REGION", "eu-west-1");
  }

  LoopbackS3 s3() {
    return s3;
  }

  /** A secret's next version; the first is called v1. */
  void secret(String name, String value) {
    secrets.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
  }

  /** What was published, each message with its TopicArn, Subject and Message. */
  synchronized List<Map<String, String>> messages() {
    return List.copyOf(messages);
  }

  /** The next so many requests are answered with 503. */
  synchronized void fail(int requests) {
    failing = requests;
  }

  private synchronized boolean fails() {
    return failing-- > 0;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      if (fails()) {
        exchange.sendResponseHeaders(503, -1);
      } else if (headers.containsKey("X-Amz-Target")) {
        secretValue(exchange, body);
      } else if (String.valueOf(headers.getFirst("Content-Type")).startsWith("application/x-www")) {
        publish(exchange, new String(body, StandardCharsets.UTF_8));
      } else {
        s3.answer(exchange, body);
      }
    }
  }

  private void secretValue(HttpExchange exchange, byte[] body) throws IOException {
    var asked = JSON.readTree(body);
    var versions = secrets.get(asked.path("SecretId").asText());
    int version =
        asked.has("VersionId")
            ? Integer.parseInt(asked.get("VersionId").asText().substring(1))
            : versions == null ? 0 : versions.size();
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    if (versions == null || version > versions.size() || versions.get(version - 1) == null) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "ResourceNotFoundException");
      send(
          exchange,
          400,
          "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"Secrets Manager can't find the"
              + " specified secret.\"}");
      return;
    }
    var answer = new HashMap<String, Object>();
    answer.put("Name", asked.path("SecretId").asText());
    answer.put("VersionId", "v" + version);
    answer.put("SecretString", versions.get(version - 1));
    send(exchange, 200, JSON.writeValueAsString(answer));
  }

  private void publish(HttpExchange exchange, String form) throws IOException {
    var message = new HashMap<String, String>();
    for (var field : form.split("&", -1)) {
      var pair = field.split("=", 2);
      message.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    synchronized (this) {
      messages.add(message);
    }
    send(
        exchange,
        200,
        "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
            + "<MessageId>1</MessageId></PublishResult></PublishResponse>");
  }

  static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    SETTINGS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
    server.stop(0);
  }
}
