package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The Glue entry script: compiled as Glue compiles it, submitted to Spark as Glue submits it. */
record GlueScript(Path classes) {

  private static final Path SCRIPT = Path.of("../../scripts/glue/MillraceGlue.scala");
  private static final Path STUBS = Path.of("src/test/resources/glue/stubs/GlueStubs.scala");

  /** The same class path whether surefire passes it as one jar's manifest or as it is. */
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  static GlueScript compiledInto(Path folder) {
    var classes = folder.resolve("classes");
    try {
      Files.createDirectories(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean compiled =
        scala.tools.nsc.Main.process(
            new String[] {
              "-deprecation",
              "-Xfatal-warnings",
              "-classpath",
              CLASS_PATH,
              "-d",
              classes.toString(),
              STUBS.toString(),
              SCRIPT.toString()
            });
    assertThat(compiled).as("%s compiles", SCRIPT).isTrue();
    return new GlueScript(classes);
  }

  /** How a submitted script ended, and all that it said. */
  record Ended(int exitCode, String said) {}

  /** Runs it in a JVM of its own with these Spark settings and script arguments. */
  Ended submit(
      List<String> sparkSettings,
      String mainClass,
      List<String> arguments,
      Map<String, String> environment) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
    command.addAll(List.of("-cp", classes + System.getProperty("path.separator") + CLASS_PATH));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[2]"));
    command.addAll(List.of("--class", mainClass, "--conf", "spark.ui.enabled=false"));
    sparkSettings.forEach(setting -> command.addAll(List.of("--conf", setting)));
    command.add("spark-internal"); // the class is on the class path already
    command.addAll(arguments);
    return ended(command, environment);
  }

  private Ended ended(List<String> command, Map<String, String> environment) {
    try {
      var said = classes.resolveSibling("said.txt");
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("it did not end: " + Files.readString(said));
      }
      return new Ended(process.exitValue(), Files.readString(said));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
