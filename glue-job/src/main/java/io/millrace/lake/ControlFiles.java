package io.millrace.lake;

import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Small texts beside the tables: who runs, which format the lake has, reports. */
public final class ControlFiles {

  private final Path folder;
  private final Configuration hadoop;
  private final Fence fence;

  ControlFiles(Location location, Configuration hadoop, Fence fence) {
    this.fence = fence;
    this.folder = new Path(location.text());
    this.hadoop = hadoop;
  }

  /** Where a file of this name lies. */
  public Location location(String name) {
    return new Location(folder.toString()).child(name);
  }

  public void write(String name, String text) {
    fence.check();
    try (var out = store().create(new Path(folder, name), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  public Optional<String> read(String name) {
    try (var in = store().open(new Path(folder, name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** The names of the files that are there. */
  public List<String> names() {
    var names = new ArrayList<String>();
    try {
      for (var file : store().listStatus(folder)) {
        names.add(file.getPath().getName());
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw unreachable(e);
    }
    return names;
  }

  public void remove(String name) {
    fence.check();
    try {
      store().delete(new Path(folder, name), false);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private FileSystem store() throws IOException {
    return folder.getFileSystem(hadoop);
  }

  private LakeTrouble unreachable(IOException cause) {
    return new LakeTrouble("cannot reach " + folder, cause);
  }
}
