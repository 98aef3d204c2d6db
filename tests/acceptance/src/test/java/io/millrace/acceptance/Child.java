package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A process of its own, with this one's class path: what it says, and the signals sent to it. */
final class Child implements AutoCloseable {

  /** What a shell says of a process that SIGKILL ended. */
  static final int KILLED = 137;

  private static final long LOOK = Duration.ofMillis(5).toNanos();

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A command of Millrace. */
  static Child millrace(Path log, String... arguments) {
    return millrace(log, Map.of(), arguments);
  }

  static Child millrace(Path log, Map<String, String> environment, String... arguments) {
    return of("io.millrace.Main", log, environment, arguments);
  }

  /** A class of these tests. */
  static Child of(Class<?> main, Path log, String... arguments) {
    return of(main.getName(), log, Map.of(), arguments);
  }

  private static Child of(
      String main, Path log, Map<String, String> environment, String... arguments) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Dlog4j2"))
        .forEach(command::add);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC", "-Xmx1g"));
    command.addAll(List.of("-Duser.timezone=UTC", "-cp", System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it has said so far. */
  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has said this. */
  void says(String words) {
    while (!said().contains(words)) {
      requireAlive();
      LockSupport.parkNanos(LOOK);
    }
  }

  void requireAlive() {
    assertThat(process.isAlive()).as(said()).isTrue();
  }

  /** Sends it a signal: {@code STOP}, {@code CONT}, {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    assertThat(send(name, process.pid()).waitFor()).isZero();
  }

  /** A process sends itself one that nobody can handle, and does nothing more. */
  static void signalItself(String name) {
    try {
      send(name, ProcessHandle.current().pid());
      while (true) {
        LockSupport.park();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process send(String name, long pid) throws IOException {
    return new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
  }

  /** Waits for its end, and gives its exit code. */
  int ended() throws InterruptedException {
    return process.waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
