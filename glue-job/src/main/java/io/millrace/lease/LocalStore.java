package io.millrace.lease;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file of this machine. Whoever writes holds a lock of the operating system meanwhile, which
 * falls with its process; what is written is its own tag.
 */
record LocalStore(Path file) implements LeaseStore {

  /** The operating system's locks are between processes; within one it takes another. */
  private static final Object WITHIN_THIS_PROCESS = new Object();

  static LocalStore of(Location place) {
    var text = place.text();
    return new LocalStore(
        text.startsWith("file:") ? Path.of(URI.create(text).getPath()) : Path.of(text));
  }

  @Override
  public Optional<Written> read() {
    try {
      var text = Files.readString(file);
      return Optional.of(new Written(text, text));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreachable("read", e);
    }
  }

  @Override
  public Optional<String> create(String text) {
    return write(Optional.empty(), text);
  }

  @Override
  public Optional<String> replace(String tag, String text) {
    return write(Optional.of(tag), text);
  }

  private Optional<String> write(Optional<String> before, String text) {
    synchronized (WITHIN_THIS_PROCESS) {
      try {
        Files.createDirectories(file.getParent());
        try (var channel =
                FileChannel.open(
                    file.resolveSibling("lease.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            var lock = channel.lock()) {
          if (!lock.isValid() || !read().map(Written::text).equals(before)) {
            return Optional.empty();
          }
          var next = file.resolveSibling("lease.json.next");
          Files.writeString(next, text);
          Files.move(
              next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          return Optional.of(text);
        }
      } catch (IOException e) {
        throw unreachable("write", e);
      }
    }
  }

  /** A folder of this machine that cannot be written now will not be by trying again. */
  private Failure unreachable(String what, IOException cause) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "cannot %s %s: %s%n    every run keeps others out of its lake by that file: let its folder be readable and writable for it"
            .formatted(what, file, cause),
        cause);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  @Override
  public void close() {}
}
