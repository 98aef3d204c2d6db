package io.millrace.cdc;

import io.millrace.pipeline.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * New files cut into batches that are each small enough to be taken at once.
 *
 * @param files how many files a batch has at most
 * @param bytes how large a batch of more than one file is at most
 */
public record Backlog(int files, long bytes) {

  /** What a small cluster reads in some minutes, and a listing of a day of DMS files at least. */
  public static final Backlog USUAL = new Backlog(2_000, 32L << 30);

  /** The batches, numbered on from {@code last}; each has at least one file. */
  public List<Batch> batches(
      TableName source, long last, Instant listed, List<SourceFile> listing) {
    var batches = new ArrayList<Batch>();
    var taken = new ArrayList<SourceFile>();
    long size = 0;
    for (var file : listing) {
      if (!taken.isEmpty() && (taken.size() == files || size + file.size() > bytes)) {
        batches.add(new Batch(source, last + batches.size() + 1, listed, taken));
        taken.clear();
        size = 0;
      }
      taken.add(file);
      size += file.size();
    }
    if (!taken.isEmpty()) {
      batches.add(new Batch(source, last + batches.size() + 1, listed, taken));
    }
    return List.copyOf(batches);
  }
}
