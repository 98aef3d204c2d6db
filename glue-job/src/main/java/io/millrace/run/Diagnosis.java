package io.millrace.run;

import io.millrace.lake.LakeTrouble;
import io.millrace.pipeline.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Spark, Delta, Hadoop, JDBC, AWS and the operating system throw, as a failure with a kind and
 * a remedy. What nobody foresaw is a defect.
 */
public final class Diagnosis {

  private static final int LONGEST = 400;

  /** What Spark puts before what a task threw, and Jackson behind it: the latter shows the file. */
  private static final Pattern AROUND =
      Pattern.compile(
          "^Job aborted due to stage failure: .*?\\(TID \\d+\\) \\([^)]*\\): (?:[a-z0-9]+\\.)*"
              + "|\\s*\\(start marker at \\[Source.*$|\\s*at \\[Source.*$");

  private Diagnosis() {}

  /** An exception as a failure; one that says itself what to do stays as it is. */
  public static Failure of(Throwable thrown) {
    var chain = chain(thrown);
    // The outermost: who passes a failure on says more, e.g. where it was asked for.
    for (int i = chain.size() - 1; i >= 0; i--) {
      if (chain.get(i) instanceof Failure failure) {
        return failure;
      }
    }
    for (var symptom : Symptom.ALL) {
      for (var cause : chain) {
        if (symptom.isThatOf(cause)) {
          return new Failure(
              symptom.kind(), where(chain) + line(cause) + "\n    " + symptom.remedy(), thrown);
        }
      }
    }
    if (chain.get(0) instanceof IOException && !where(chain).isEmpty()) {
      return new Failure(
          Failure.Kind.TRANSIENT,
          where(chain) + line(chain.get(0)) + "\n    " + Symptom.DISK,
          thrown);
    }
    return new Failure(
        Failure.Kind.DEFECT,
        "this is a defect in Millrace, not in what you wrote: "
            + where(chain)
            + line(thrown)
            + "\n    please report it with the output of the same command and --verbose",
        thrown);
  }

  /** The innermost cause first: it says most. */
  private static List<Throwable> chain(Throwable thrown) {
    var chain = new ArrayList<Throwable>();
    var next = thrown;
    while (next != null && !chain.contains(next)) {
      chain.add(0, next);
      next = next.getCause();
    }
    return chain;
  }

  /** What was at work, where somebody on the way has said it. */
  private static String where(List<Throwable> chain) {
    return chain.stream()
        .filter(LakeTrouble.class::isInstance)
        .map(trouble -> trouble.getMessage() + ": ")
        .findFirst()
        .orElse("");
  }

  /** Its class and the first line of what it says, without what a log would add. */
  private static String line(Throwable cause) {
    var words =
        Stream.ofNullable(cause.getMessage())
            .flatMap(String::lines)
            .map(said -> AROUND.matcher(said).replaceAll("").strip())
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("");
    var name = cause.getClass().getSimpleName();
    var line =
        words.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)) || words.isEmpty()
            ? name + words.substring(Math.min(words.length(), name.length()))
            : name + ": " + words;
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }
}
