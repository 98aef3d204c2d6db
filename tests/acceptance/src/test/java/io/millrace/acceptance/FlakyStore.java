package io.millrace.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;

/**
 * A store like S3 below {@code flaky:///}, on this machine's disk: a file is there, whole, once it
 * is closed. It throttles, fails and times out as {@link Trouble} has it; what fails has sometimes
 * been done all the same.
 */
public final class FlakyStore extends RawLocalFileSystem {

  private static final URI ROOT = URI.create("flaky:///");

  /** What befalls requests; Hadoop makes the stores, so it stands beside them. */
  private static volatile Trouble trouble = Trouble.none();

  /** When requests fail. */
  static final class Trouble {

    private final Random random;
    private final int oneIn;
    private long room;
    private int failed;

    private Trouble(long seed, int oneIn, long room) {
      this.random = new Random(seed);
      this.oneIn = oneIn;
      this.room = room;
    }

    static Trouble none() {
      return new Trouble(0, 0, Long.MAX_VALUE);
    }

    /** One request in so many fails. */
    static Trouble storm(long seed, int oneIn) {
      return new Trouble(seed, oneIn, Long.MAX_VALUE);
    }

    /** There is room for so many bytes and no more. */
    static Trouble full(long room) {
      return new Trouble(0, 0, room);
    }

    /** How many requests have failed. */
    synchronized int failed() {
      return failed;
    }

    /** Fails the request, or lets it pass. */
    private synchronized void strike(String what) throws IOException {
      if (oneIn > 0 && random.nextInt(oneIn) == 0) {
        failed++;
        switch (random.nextInt(3)) {
          case 0 ->
              throw new IOException(
                  what
                      + ": Please reduce your request rate (Status Code: 503; Error Code: SlowDown)");
          case 1 -> throw new SocketTimeoutException(what + ": Read timed out");
          default -> throw new IOException(what + ": Input/output error");
        }
      }
    }

    private synchronized void take(int bytes) throws IOException {
      room -= bytes;
      if (room < 0) {
        failed++;
        throw new IOException("No space left on device");
      }
    }
  }

  /** Makes {@code flaky:} known to Spark and Delta, which writes there as it does to S3. */
  static void use(SparkSession spark) {
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs." + ROOT.getScheme() + ".impl", FlakyStore.class.getName());
    SparkEnv.get()
        .conf()
        .set(
            "spark.delta.logStore." + ROOT.getScheme() + ".impl",
            "io.delta.storage.S3SingleDriverLogStore");
  }

  static void befall(Trouble next) {
    trouble = next;
  }

  /** A request: it fails before it is done, or is done and fails to say so. */
  private interface Request<T> {
    T made() throws IOException;
  }

  private static <T> T answered(String what, Request<T> request) throws IOException {
    trouble.strike(what);
    var answer = request.made();
    trouble.strike(what);
    return answer;
  }

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    return new FSDataInputStream(new Reading(answered("GET", () -> super.open(path, buffer))));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return create(path, overwrite, buffer, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int buffer,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return new FSDataOutputStream(
        new Writing(() -> super.create(path, overwrite, buffer, replication, blockSize, progress)),
        statistics);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return answered("COPY", () -> super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return answered("DELETE", () -> super.delete(path, recursive));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return answered(
        "LIST",
        () ->
            Arrays.stream(super.listStatus(path)).map(FlakyStore::told).toArray(FileStatus[]::new));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return answered("HEAD", () -> told(super.getFileStatus(path)));
  }

  /** What a store tells of a file: no owner, no rights, which would be looked up on the disk. */
  private static FileStatus told(FileStatus file) {
    return new FileStatus(
        file.getLen(),
        file.isDirectory(),
        1,
        file.getBlockSize(),
        file.getModificationTime(),
        file.getPath());
  }

  /** A file that is read: any part of it may not come. */
  private static final class Reading extends FSInputStream {

    private final FSDataInputStream in;

    Reading(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      trouble.strike("GET");
      return in.read(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** A file that is written: sent as one when it is closed. */
  private static final class Writing extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Request<FSDataOutputStream> create;
    private boolean isSent;

    Writing(Request<FSDataOutputStream> create) {
      this.create = create;
    }

    @Override
    public void write(int next) {
      bytes.write(next);
    }

    @Override
    public void write(byte[] next, int from, int length) {
      bytes.write(next, from, length);
    }

    @Override
    public void close() throws IOException {
      if (!isSent) {
        isSent = true;
        trouble.take(bytes.size());
        answered(
            "PUT",
            () -> {
              try (var out = create.made()) {
                bytes.writeTo(out);
              }
              return true;
            });
      }
    }
  }
}
