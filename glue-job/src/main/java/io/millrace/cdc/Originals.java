package io.millrace.cdc;

import io.millrace.pipeline.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that batches were read from, where they lie today: in the source's folder, or archived.
 *
 * @param there the batches with what is left of their files
 * @param gone the files that are nowhere, or are others than they were
 */
public record Originals(List<Batch> there, List<Gone> gone) {

  /** A file that cannot be read again. */
  public record Gone(long batch, SourceFile file) {}

  public static Originals of(
      List<Batch> batches, SourceFolder folder, Optional<ArchiveFolder> archive) {
    var present = new HashSet<>(folder.list());
    var sought = new ArrayList<Sought>();
    batches.forEach(batch -> batch.files().forEach(file -> sought.add(new Sought(batch, file))));
    var there = new LinkedHashMap<Batch, List<SourceFile>>();
    var gone = new ArrayList<Gone>();
    for (var found : AtOnce.ask(sought, it -> found(it.file(), present, archive))) {
      if (found.failure() instanceof RuntimeException failure) {
        throw failure;
      }
      var batch = found.asked().batch();
      found
          .answer()
          .ifPresentOrElse(
              file -> there.computeIfAbsent(batch, it -> new ArrayList<>()).add(file),
              () -> gone.add(new Gone(batch.number(), found.asked().file())));
    }
    return new Originals(
        there.entrySet().stream()
            .map(
                it ->
                    new Batch(
                        it.getKey().source(),
                        it.getKey().number(),
                        it.getKey().listed(),
                        it.getValue()))
            .toList(),
        List.copyOf(gone));
  }

  private record Sought(Batch batch, SourceFile file) {}

  private static Optional<SourceFile> found(
      SourceFile file, Set<SourceFile> present, Optional<ArchiveFolder> archive) {
    if (present.contains(file)) {
      return Optional.of(file);
    }
    try {
      if (archive.isPresent() && archive.get().has(file)) {
        var path = archive.get().place(file).toString();
        return Optional.of(new SourceFile(path, file.file(), file.size(), file.modified()));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.TRANSIENT, "cannot look for " + file.path() + ": " + e.getMessage(), e);
    }
  }
}
