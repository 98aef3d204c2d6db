package io.millrace.cli;

import io.millrace.pipeline.Failure;
import io.millrace.run.RunResult;
import java.util.Arrays;

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

  /** What an exit code means. */
  public static ExitCode of(int code) {
    return Arrays.stream(values())
        .filter(exitCode -> exitCode.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no exit code " + code));
  }

  /** How a command ends that failed of this kind. */
  static ExitCode of(Failure.Kind kind) {
    return switch (kind) {
      case CONFIGURATION -> CONFIGURATION;
      case DATA, DEFECT -> FAILED;
      case REFUSED -> REFUSED;
      case LOCKED -> LOCKED;
      case TRANSIENT -> TRANSIENT;
    };
  }

  /** How a run ends: by its first failure that running again would not heal, else by the rest. */
  static ExitCode of(RunResult result) {
    var kinds = result.failures().stream().map(Failure::kind).toList();
    if (kinds.isEmpty()) {
      return result.setAside().isEmpty() ? DONE : SET_ASIDE;
    }
    return kinds.stream()
        .filter(kind -> kind != Failure.Kind.TRANSIENT)
        .findFirst()
        .map(ExitCode::of)
        .orElse(TRANSIENT);
  }

  public int code() {
    return code;
  }
}
