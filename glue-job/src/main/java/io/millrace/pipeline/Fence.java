package io.millrace.pipeline;

/**
 * Whether this process may still write a lake, and what is published from it; asked right before
 * each commit, wherever it goes.
 */
public interface Fence {

  /** Of a lake that nobody else knows of. */
  Fence ALONE = () -> {};

  /** Of a lake that is looked at. */
  Fence READING =
      () -> {
        throw new Failure(Failure.Kind.DEFECT, "this command only reads, and would have written");
      };

  /** Fails unless it may. */
  void check();
}
