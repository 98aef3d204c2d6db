package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Main;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A standalone Spark cluster on loopback: one master and two workers, JVMs of their own, with what
 * a plain Spark carries; the job and Delta come along with what is submitted, as they do anywhere.
 */
final class StandaloneCluster implements AutoCloseable {

  static final int WORKERS = 2;

  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  private static final String SCALA = "2.12";
  private static final int PATIENCE_SECONDS = 180;

  private final Path place;
  private final Path home;
  private final String url;
  private final List<Process> processes = new ArrayList<>();
  private final List<Path> shipped = new ArrayList<>();

  private StandaloneCluster(Path place, int port) throws IOException {
    this.place = place;
    this.home = place.resolve("spark");
    this.url = "spark://" + LOOPBACK + ":" + port;
    equip();
  }

  /** Starts one that keeps everything below this folder. */
  static StandaloneCluster startedIn(Path place) throws IOException {
    int port = freePort();
    var cluster = new StandaloneCluster(place, port);
    cluster.start("master", "master.Master", "--port", String.valueOf(port), "--webui-port", "0");
    for (int i = 0; i < WORKERS; i++) {
      cluster.start(
          "worker-" + i,
          "worker.Worker",
          List.of("--cores", "1", "--memory", "1g", "--webui-port", "0").toArray(String[]::new),
          "--work-dir",
          cluster.work(i).toString(),
          cluster.url);
    }
    return cluster;
  }

  /**
   * Runs one Millrace command with its driver in a JVM of its own, the work done by the workers.
   */
  void run(String... arguments) throws IOException, InterruptedException {
    var command = java("-Xmx1g");
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", url));
    command.addAll(List.of("--class", Main.class.getName()));
    command.addAll(
        List.of("--jars", String.join(",", shipped.stream().skip(1).map(Path::toString).toList())));
    for (var setting :
        List.of(
            "spark.ui.enabled=false",
            "spark.driver.host=" + LOOPBACK,
            "spark.driver.bindAddress=" + LOOPBACK,
            "spark.cores.max=" + WORKERS,
            "spark.executor.cores=1",
            "spark.executor.memory=512m",
            "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            // Not before both workers are there.
            "spark.scheduler.minRegisteredResourcesRatio=1.0",
            "spark.scheduler.maxRegisteredResourcesWaitingTime=60s",
            "spark.locality.wait=0",
            "spark.sql.shuffle.partitions=2")) {
      command.addAll(List.of("--conf", setting));
    }
    command.add(shipped.get(0).toString());
    command.addAll(List.of(arguments));
    var said = place.resolve("driver.log");
    var driver = started(command, said);
    assertThat(driver.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the driver ends").isTrue();
    assertThat(driver.exitValue()).as("%s", Files.readString(said)).isZero();
  }

  /** How many executors a worker has had. */
  long executors(int worker) throws IOException {
    try (var found = Files.find(work(worker), 3, (path, is) -> path.endsWith("stdout"))) {
      return found.count();
    }
  }

  private Path work(int worker) {
    return place.resolve("work-" + worker);
  }

  /** What Spark's own folder has, and what is submitted: the job first. */
  private void equip() throws IOException {
    var jars = Files.createDirectories(home.resolve("jars"));
    var job = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    shipped.add(Files.isDirectory(job) ? packed(job) : job);
    for (var entry : CLASS_PATH.split(File.pathSeparator, -1)) {
      var jar = Path.of(entry);
      var name = jar.getFileName().toString();
      if (name.startsWith("delta-")) {
        shipped.add(jar);
      } else if (name.endsWith(".jar") && !name.startsWith("millrace")) {
        Files.createSymbolicLink(jars.resolve(name), jar);
      }
    }
  }

  private Path packed(Path classes) throws IOException {
    var jar = place.resolve("millrace.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var found = Files.walk(classes)) {
      for (var file : found.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private void start(String name, String main, String... arguments) throws IOException {
    start(name, main, arguments, new String[0]);
  }

  private void start(String name, String main, String[] options, String... arguments)
      throws IOException {
    var command = java("-Xmx256m");
    command.addAll(List.of("org.apache.spark.deploy." + main, "--host", LOOPBACK));
    command.addAll(Arrays.asList(options));
    command.addAll(Arrays.asList(arguments));
    started(command, place.resolve(name + ".log"));
  }

  private Process started(List<String> command, Path said) throws IOException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", SCALA);
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    processes.add(process);
    return process;
  }

  private List<String> java(String memory) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", memory));
    command.addAll(List.of("-Duser.timezone=UTC", "-cp", home.resolve("jars") + "/*"));
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends every process, executors included. */
  @Override
  public void close() {
    for (var process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    try {
      for (var process : processes) {
        process.waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a cluster was ending", e);
    }
  }
}
