package io.millrace.redshiftlocal;

import io.millrace.redshiftlocal.sql.RedshiftError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Faults on demand, for tests of what a client does about them: each strikes once, at the n-th
 * statement (from 1) that any client sends after it was armed.
 */
public final class Faults {

  /** Said by a client that looks on: its statements are neither struck nor counted. */
  public static final String SPARE_ME = "spare me";

  /** What can go wrong with a statement. */
  public enum Kind {
    /** The connection is lost, and the statement was never carried out. */
    DROP_BEFORE,
    /** The statement was carried out, and the connection is lost before its answer. */
    DROP_AFTER,
    /** Redshift's serialization conflict, error 1023: the transaction is to be tried again. */
    SERIALIZATION_CONFLICT,
    /** The answer takes its time. */
    SLOW
  }

  /** A fault that strikes now. */
  public record Strike(Kind kind, Duration delay) {}

  private static final Duration NONE = Duration.ZERO;

  private final List<String> statements = new ArrayList<>();
  private Strike armed;
  private int countdown;

  /** Arms a fault in place of any other, and counts statements anew. */
  public synchronized void arm(Kind kind, int statement) {
    arm(new Strike(kind, NONE), statement);
  }

  /** Makes the n-th statement wait. */
  public synchronized void armSlow(Duration delay, int statement) {
    arm(new Strike(Kind.SLOW, delay), statement);
  }

  /** Forgets the armed fault and the statements seen. */
  public synchronized void disarm() {
    armed = null;
    statements.clear();
  }

  /** Whether a fault is still waiting for its statement. */
  public synchronized boolean isArmed() {
    return armed != null;
  }

  /** The statements that clients sent since a fault was last armed or disarmed, in order. */
  public synchronized List<String> statements() {
    return List.copyOf(statements);
  }

  /** Reads {@code drop before 3}, {@code conflict 2}, {@code slow 500 at 4} or {@code off}. */
  public void arm(String text) {
    var words = List.of(text.trim().toLowerCase(Locale.ROOT).split("\\s+", -1));
    try {
      switch (words.get(0)) {
        case "off" -> disarm();
        case "spare" -> {
          // Of one connection alone.
        }
        case "drop" -> arm(dropKind(words.get(1)), Integer.parseInt(words.get(2)));
        case "conflict" -> arm(Kind.SERIALIZATION_CONFLICT, Integer.parseInt(words.get(1)));
        case "slow" ->
            armSlow(
                Duration.ofMillis(Long.parseLong(words.get(1))), Integer.parseInt(words.get(3)));
        default -> throw new IllegalArgumentException(text);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      throw RedshiftError.of(
          "22023",
          "redshift_local.fault cannot be '" + text + "'",
          "Write 'drop before N', 'drop after N', 'conflict N', 'slow MILLIS at N', 'spare me' or"
              + " 'off'.");
    }
  }

  /** Counts a statement, and says what shall befall it, or null. */
  public synchronized Strike next(String statement) {
    statements.add(statement);
    if (armed == null || --countdown > 0) {
      return null;
    }
    var strike = armed;
    armed = null;
    return strike;
  }

  private void arm(Strike strike, int statement) {
    if (statement < 1) {
      throw new IllegalArgumentException("Statements are counted from 1, not " + statement);
    }
    statements.clear();
    armed = strike;
    countdown = statement;
  }

  private static Kind dropKind(String when) {
    return switch (when) {
      case "before" -> Kind.DROP_BEFORE;
      case "after" -> Kind.DROP_AFTER;
      default -> throw new IllegalArgumentException(when);
    };
  }
}
