package io.millrace.lake;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Which secret the lake's masks are salted with, and in which version: its name, not its value. */
public final class SaltMark {

  /** A secret and one of its versions. */
  public record Used(String secret, String version) {}

  private final Path file;
  private final Configuration hadoop;
  private final Fence fence;

  SaltMark(Location location, Configuration hadoop, Fence fence) {
    this.fence = fence;
    this.file = new Path(location.text());
    this.hadoop = hadoop;
  }

  /** What the lake was begun with; nothing where no salt was used so far. */
  public Optional<Used> read() {
    try (var in = file.getFileSystem(hadoop).open(file)) {
      var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (lines.size() != 2) {
        throw new Failure(
            Failure.Kind.DATA,
            file
                + " is damaged: it should name the secret that masks are salted with, then its"
                + " version, a line each\n    restore it, e.g. from an older version of the object");
      }
      return Optional.of(new Used(lines.get(0), lines.get(1)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  public void write(Used used) {
    fence.check();
    try (var out = file.getFileSystem(hadoop).create(file, true)) {
      out.write((used.secret() + "\n" + used.version() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Failure unreachable(IOException cause) {
    return new Failure(
        Failure.Kind.TRANSIENT, "cannot reach " + file + ": " + cause.getMessage(), cause);
  }
}
