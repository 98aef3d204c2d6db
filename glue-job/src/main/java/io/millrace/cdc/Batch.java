package io.millrace.cdc;

import io.millrace.pipeline.TableName;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files that a run takes from one source, fixed and written down before they are read.
 *
 * @param listed when its files were listed; a long list is cut into several batches
 */
public record Batch(TableName source, long number, Instant listed, List<SourceFile> files) {

  public Batch {
    files = List.copyOf(files);
  }

  /** The batch without some of its files. */
  public Batch without(Predicate<SourceFile> left) {
    return new Batch(source, number, listed, files.stream().filter(left.negate()).toList());
  }

  /** As a person names it: {@code customers/3}. */
  public String name() {
    return source + "/" + number;
  }
}
