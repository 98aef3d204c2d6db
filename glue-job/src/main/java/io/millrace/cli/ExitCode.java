package io.millrace.cli;

/** How a command ended, as the shell and the state machine see it. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  CONFIGURATION(2),
  REFUSED(3),
  LOCKED(4),
  SET_ASIDE(5),
  TRANSIENT(6);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
