package io.millrace.sampledata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code --out DIR [--seed N] [--scale K]}: writes the sample data, or a larger likeness of it. */
public final class Main {
  private static final String USAGE =
      """
      Usage: --out DIR [--seed N] [--scale K]
        --out DIR   writes DIR/raw and DIR/batches.txt; DIR/raw must not exist
        --seed N    another random stream (default: that of the committed sample)
        --scale K   K times the random rows (default 1: about four thousand rows; 2500: ten million)
      """;

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path out = null;
    var seed = Generator.OF_THE_SAMPLE.seed();
    var scale = Generator.OF_THE_SAMPLE.scale();
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        stop(arguments[i] + " needs a value.");
      }
      switch (arguments[i]) {
        case "--out" -> out = Path.of(arguments[i + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
        case "--scale" -> scale = Integer.parseInt(arguments[i + 1]);
        default -> stop("There is no " + arguments[i] + ".");
      }
    }
    if (out == null) {
      stop("Where to? --out is missing.");
    }
    if (Files.exists(out.resolve("raw"))) {
      stop(out.resolve("raw") + " exists: remove it first, or choose another folder.");
    }
    new Generator(seed, scale).write(out);
  }

  private static void stop(String why) {
    System.err.println(why + "\n" + USAGE);
    System.exit(2);
  }
}
