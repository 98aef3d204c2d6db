package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.Faults;
import io.millrace.redshiftlocal.copy.Locations;
import io.millrace.redshiftlocal.postgres.Postgres;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on the loopback interface, and serves each client in a thread of its own. */
public final class Proxy implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final ServerSocket listener;
  private final Postgres postgres;
  private final Faults faults;
  private final Locations locations;
  private final Set<Wire> clients = ConcurrentHashMap.newKeySet();

  private Proxy(ServerSocket listener, Postgres postgres, Faults faults, Locations locations) {
    this.listener = listener;
    this.postgres = postgres;
    this.faults = faults;
    this.locations = locations;
  }

  /** Listens on a port, any free one if it is 0. */
  public static Proxy listen(int port, Postgres postgres, Faults faults, Locations locations)
      throws IOException {
    var listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    var proxy = new Proxy(listener, postgres, faults, locations);
    daemon("redshift-local", proxy::accept);
    return proxy;
  }

  /** Runs SQL scripts as they are, each in one transaction. */
  public static void prepare(Postgres postgres, String database, String... scripts)
      throws IOException {
    try (var connection = Connection.open(postgres, Map.of("database", database))) {
      if (connection.wasRefused()) {
        throw new IOException("PostgreSQL does not let the stand-in into " + database);
      }
      for (var script : scripts) {
        connection.backend().rows(script);
      }
    } catch (BackendError error) {
      throw new IOException("PostgreSQL could not be prepared: " + error.getMessage(), error);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    clients.forEach(Wire::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        daemon("redshift-local-session", () -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (var client = new Wire(socket)) {
      clients.add(client);
      try {
        converse(client);
      } finally {
        clients.remove(client);
      }
    } catch (EOFException | SocketException | ConnectionDropped clientLeft) {
      // That is how many clients say goodbye.
    } catch (IOException error) {
      System.err.println("redshift-local: a session ended: " + error.getMessage());
    }
  }

  private void converse(Wire client) throws IOException {
    var parameters = Startup.parameters(client, postgres);
    if (parameters.isEmpty()) {
      return;
    }
    try (var connection = Connection.open(postgres, parameters.get(), client::write)) {
      for (var frame : Greeting.of(connection.greeting(), parameters.get())) {
        client.write(frame);
      }
      client.flush();
      if (connection.wasRefused()) {
        return;
      }
      var log = new LoadLog(postgres, connection.processId());
      var commands = new Commands(connection.backend(), faults, locations, log);
      new Session(client, connection.backend(), faults, commands).serve();
    }
  }

  private static void daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
