package io.millrace.lake;

import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The figures of a source's batches, a file for each: a batch that is tried again writes its own
 * anew and no other's.
 */
public final class MetricsFolder {

  private static final Pattern BATCH = Pattern.compile("(\\d{1,18})\\.json");

  private final Path folder;
  private final Configuration hadoop;
  private final Fence fence;

  MetricsFolder(Location location, Configuration hadoop, Fence fence) {
    this.fence = fence;
    this.folder = new Path(location.text());
    this.hadoop = hadoop;
  }

  public void write(long batch, String figures) {
    fence.check();
    try (var out = store().create(file(batch), true)) {
      out.write(figures.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  public String read(long batch) {
    try (var in = store().open(file(batch))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** The batches up to this one whose figures were kept, the last first. */
  public List<Long> upTo(long last) {
    var batches = new ArrayList<Long>();
    try {
      if (store().exists(folder)) {
        for (var file : store().listStatus(folder)) {
          var name = BATCH.matcher(file.getPath().getName());
          if (name.matches() && Long.parseLong(name.group(1)) <= last) {
            batches.add(Long.valueOf(name.group(1)));
          }
        }
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
    batches.sort(Comparator.reverseOrder());
    return batches;
  }

  private Path file(long batch) {
    return new Path(folder, batch + ".json");
  }

  private FileSystem store() throws IOException {
    return folder.getFileSystem(hadoop);
  }

  private LakeTrouble unreachable(IOException cause) {
    return new LakeTrouble("cannot reach " + folder, cause);
  }
}
