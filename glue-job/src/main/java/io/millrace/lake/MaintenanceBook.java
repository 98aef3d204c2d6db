package io.millrace.lake;

import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** When each table was last maintained, so that what was left comes first the next time. */
public final class MaintenanceBook {

  private final Path file;
  private final Configuration hadoop;
  private final Fence fence;

  MaintenanceBook(Location location, Configuration hadoop, Fence fence) {
    this.fence = fence;
    this.file = new Path(location.text());
    this.hadoop = hadoop;
  }

  public Map<String, Instant> read() {
    var properties = new Properties();
    try (var in = file.getFileSystem(hadoop).open(file)) {
      properties.load(in);
    } catch (FileNotFoundException e) {
      return Map.of();
    } catch (IllegalArgumentException e) {
      return Map.of();
    } catch (IOException e) {
      throw new LakeTrouble("cannot read " + file, e);
    }
    var times = new TreeMap<String, Instant>();
    for (var name : properties.stringPropertyNames()) {
      try {
        times.put(name, Instant.parse(properties.getProperty(name)));
      } catch (DateTimeParseException e) {
        // Whoever wrote that: the table's turn comes first, and it is written anew.
        times.remove(name);
      }
    }
    return times;
  }

  public void write(Map<String, Instant> times) {
    var properties = new Properties();
    times.forEach((name, time) -> properties.setProperty(name, time.toString()));
    fence.check();
    try (var out = file.getFileSystem(hadoop).create(file, true)) {
      properties.store(out, "when each table was last maintained");
    } catch (IOException e) {
      throw new LakeTrouble("cannot write " + file, e);
    }
  }
}
