package io.millrace.cdc;

import io.millrace.pipeline.TableName;
import java.util.List;

/** The files that a run takes from one source, fixed and written down before they are read. */
public record Batch(TableName source, long number, List<SourceFile> files) {

  public Batch {
    files = List.copyOf(files);
  }
}
