package io.millrace.run;

import io.millrace.cdc.ArchiveFolder;
import io.millrace.cdc.AtOnce;
import io.millrace.cdc.Landed;
import io.millrace.cdc.Load;
import io.millrace.cdc.SourceFile;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.Staging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Moves the files of a source whose rows have landed out of the way of the next listing; replay and
 * reprocess find them there. What waits for something stays: files of batches that have not landed,
 * files that could not be read, and loads that are not complete.
 */
record Archive(Workplace workplace, Staging staging, Location location) {

  /**
   * Moves those of the listed files that nothing waits for; what cannot be moved stays, and the
   * next run tries again.
   */
  Map<String, Long> move(Collection<SourceFile> listed) {
    var done = done();
    var files = listed.stream().filter(done::contains).toList();
    if (files.isEmpty()) {
      return Map.of();
    }
    workplace.lake().fence().check();
    var failures = moved(files);
    if (!failures.isEmpty()) {
      workplace.warn(
          "%d of %d files of %s could not be moved to %s: %s. The next run tries again"
              .formatted(
                  failures.size(),
                  files.size(),
                  staging.staging(),
                  location,
                  failures.get(0).getMessage()));
    }
    return Map.of("files archived", (long) files.size() - failures.size());
  }

  private Set<SourceFile> done() {
    var done = new HashSet<SourceFile>();
    for (var file : workplace.arrivals().of(staging)) {
      boolean isData = file.file().kind() != SourceFile.Kind.MARKER;
      if (isData && file.arrival().setAside().isEmpty()) {
        done.add(file.file());
      }
    }
    new Heard(workplace, staging)
        .loads().stream()
            .filter(load -> !load.isComplete())
            .map(Load::files)
            .flatMap(List::stream)
            .map(Landed::file)
            .forEach(done::remove);
    return done;
  }

  private List<Exception> moved(List<SourceFile> files) {
    var hadoop = workplace.spark().sessionState().newHadoopConf();
    var folder = ArchiveFolder.of(location, staging.source().path(), hadoop);
    return AtOnce.ask(files, file -> take(folder, file)).stream()
        .map(AtOnce.Answer::failure)
        .filter(Objects::nonNull)
        .toList();
  }

  private static boolean take(ArchiveFolder folder, SourceFile file) {
    try {
      folder.take(file);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
