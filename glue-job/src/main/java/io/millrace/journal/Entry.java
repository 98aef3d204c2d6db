package io.millrace.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal holds of one run. No value of a row is in it: examples show the form of a value
 * alone.
 *
 * @param millrace the version that ran
 * @param seconds how long it took
 */
public record Entry(
    String run,
    String pipeline,
    String millrace,
    Instant began,
    double seconds,
    Outcome outcome,
    List<String> stages,
    List<Step> steps,
    List<Batch> batches,
    List<Violation> violations,
    List<Source> sources,
    List<SetAside> setAside,
    List<Drift> drift,
    List<String> warnings,
    List<Trouble> failures) {

  /**
   * One table in one stage.
   *
   * @param counts rows by what became of them, e.g. {@code accepted} or {@code opened}
   * @param retries how many tries failed before the last one
   */
  public record Step(
      String stage,
      String table,
      Instant began,
      double seconds,
      Map<String, Long> counts,
      long retries,
      boolean failed) {

    /** Whether anything was written. */
    public boolean wrote() {
      return counts.values().stream().anyMatch(count -> count > 0);
    }
  }

  /**
   * The files that were taken from a source at once; {@code read} is the sum of the five counts
   * after it, and {@code filtered}, {@code warned} and {@code corrected} are among the accepted.
   *
   * @param landed whether its rows are in the change log; a refused batch's are not
   * @param earliest the least time of its rows
   * @param latest the greatest time of its rows
   */
  public record Batch(
      String source,
      long number,
      long files,
      long bytes,
      long read,
      long accepted,
      long quarantined,
      long parked,
      long dropped,
      long redelivered,
      long refused,
      long filtered,
      long warned,
      long corrected,
      boolean landed,
      double seconds,
      Optional<Instant> earliest,
      Optional<Instant> latest) {

    /** Whether each row that was read is in exactly one place. */
    public boolean balances() {
      return read == accepted + quarantined + parked + dropped + redelivered + refused;
    }
  }

  /**
   * A check that rows of a batch did not pass.
   *
   * @param batch the batch's number
   * @param place where the check is declared
   * @param examples the forms of such values: x for a letter, 9 for a digit
   */
  public record Violation(
      String table,
      long batch,
      String rule,
      String column,
      String onFail,
      String place,
      long rows,
      List<String> examples) {}

  /**
   * How new a source is.
   *
   * @param newest the time of its newest change that has landed
   * @param freshWithin what its configuration asks for, in seconds
   */
  public record Source(String source, Optional<Instant> newest, Optional<Long> freshWithin) {

    /** How old the newest change is. */
    public Optional<Long> lag(Instant now) {
      return newest.map(at -> Math.max(0, now.getEpochSecond() - at.getEpochSecond()));
    }

    /** How much older it is than asked for; 0 where it is not. */
    public Optional<Long> overdue(Instant now) {
      return freshWithin.flatMap(within -> lag(now).map(lag -> Math.max(0, lag - within)));
    }
  }

  /** A file that could not be read. */
  public record SetAside(String path, String why) {}

  /** How the columns of a source's files changed. */
  public record Drift(String source, String column, String file, String what) {}

  /**
   * What went wrong, and what to do about it.
   *
   * @param stage empty where it is about the run as a whole, as {@code table} is
   * @param kind configuration, data, refused, transient, defect
   */
  public record Trouble(String stage, String table, String kind, String message) {}

  public Entry {
    stages = List.copyOf(stages);
    steps = List.copyOf(steps);
    batches = List.copyOf(batches);
    violations = List.copyOf(violations);
    sources = List.copyOf(sources);
    setAside = List.copyOf(setAside);
    drift = List.copyOf(drift);
    warnings = List.copyOf(warnings);
    failures = List.copyOf(failures);
  }

  /** When it ended. */
  public Instant ended() {
    return began.plusMillis(Math.round(seconds * 1000));
  }

  /** Whether it changed anything at all. */
  public boolean wrote() {
    return steps.stream().anyMatch(Step::wrote);
  }
}
