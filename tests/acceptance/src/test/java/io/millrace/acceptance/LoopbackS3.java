package io.millrace.acceptance;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Buckets with an owner and objects with a tag; a write is done only under its condition: {@code
 * If-None-Match: *} and {@code If-Match}, each else answered with 412 (Amazon S3 User Guide,
 * "Conditional writes").
 */
final class LoopbackS3 {

  private record Stored(String content, String tag) {}

  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, Stored> objects = new HashMap<>();
  private int written;

  synchronized void bucket(String name, String owner) {
    owners.put(name, owner);
  }

  /** What an object holds, named like {@code bucket/key}; null where there is none. */
  synchronized String object(String path) {
    var stored = objects.get(path);
    return stored == null ? null : stored.content();
  }

  /** How often anything was written. */
  synchronized int written() {
    return written;
  }

  synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
    var headers = exchange.getRequestHeaders();
    var path = exchange.getRequestURI().getPath().substring(1);
    var bucket = path.split("/", 2)[0];
    if (!owners.containsKey(bucket)) {
      error(exchange, 404, "NoSuchBucket", "The specified bucket does not exist");
      return;
    }
    var owner = headers.getFirst("x-amz-expected-bucket-owner");
    if (owners.get(bucket).isEmpty() || (owner != null && !owner.equals(owners.get(bucket)))) {
      error(exchange, 403, "AccessDenied", "Access Denied");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "HEAD" -> exchange.sendResponseHeaders(200, -1);
      case "GET" -> get(exchange, path);
      case "PUT" -> put(exchange, path, content(headers, body));
      case "DELETE" -> {
        objects.remove(path);
        exchange.sendResponseHeaders(204, -1);
      }
      default -> error(exchange, 405, "MethodNotAllowed", "not allowed");
    }
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    var stored = objects.get(path);
    if (stored == null) {
      error(exchange, 404, "NoSuchKey", "The specified key does not exist.");
      return;
    }
    exchange.getResponseHeaders().set("ETag", stored.tag());
    LoopbackAws.send(exchange, 200, stored.content());
  }

  private void put(HttpExchange exchange, String path, String content) throws IOException {
    var headers = exchange.getRequestHeaders();
    var stored = objects.get(path);
    var match = headers.getFirst("If-Match");
    if (match != null && stored == null) {
      error(exchange, 404, "NoSuchKey", "The specified key does not exist.");
    } else if (("*".equals(headers.getFirst("If-None-Match")) && stored != null)
        || (match != null && !match.equals(stored.tag()))) {
      error(
          exchange,
          412,
          "PreconditionFailed",
          "At least one of the pre-conditions you specified did not hold");
    } else {
      written++;
      var tag = "\"" + Integer.toHexString(written) + "\"";
      objects.put(path, new Stored(content, tag));
      exchange.getResponseHeaders().set("ETag", tag);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** The content as it is, or out of the chunks that it was signed in. */
  private static String content(Headers headers, byte[] body) {
    var digest = String.valueOf(headers.getFirst("x-amz-content-sha256"));
    var text = new String(body, StandardCharsets.ISO_8859_1);
    if (digest.startsWith("STREAMING-")) {
      var content = new StringBuilder();
      int line = text.indexOf("\r\n");
      int at = 0;
      int length = Integer.parseInt(text.substring(at, line).split(";", 2)[0], 16);
      while (length > 0) {
        content.append(text, line + 2, line + 2 + length);
        at = line + 2 + length + 2;
        line = text.indexOf("\r\n", at);
        length = Integer.parseInt(text.substring(at, line).split(";", 2)[0], 16);
      }
      text = content.toString();
    }
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    LoopbackAws.send(
        exchange,
        status,
        isHead ? "" : "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
  }
}
