package io.millrace.pipeline;

/** Why a run cannot go on: what happened and what to do, with a kind that decides what follows. */
public final class Failure extends RuntimeException {

  /** What sort of cause it has; only a transient one is worth another try. */
  public enum Kind {
    CONFIGURATION,
    DATA,
    REFUSED,
    LOCKED,
    TRANSIENT,
    DEFECT
  }

  private final Kind kind;

  public Failure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Failure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
