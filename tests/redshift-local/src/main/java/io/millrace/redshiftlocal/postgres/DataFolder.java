package io.millrace.redshiftlocal.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The folder that keeps a stand-in's data. One process at a time has it; a second one is told where
 * the first listens. The lock ends with its process, however that ends.
 */
public final class DataFolder implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the folder; empty when another stand-in has it. */
  public static Optional<DataFolder> take(Path folder) throws IOException {
    Files.createDirectories(folder);
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    Files.deleteIfExists(portFile(folder));
    return Optional.of(new DataFolder(folder.toAbsolutePath().normalize(), channel, lock));
  }

  /** Where the stand-in that has the folder listens; waits while that is still starting. */
  public static int portOfOwner(Path folder) throws IOException {
    var file = portFile(folder);
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.isRegularFile(file)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "Another process holds " + folder.resolve("lock") + ", but says not where it listens");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return Integer.parseInt(Files.readString(file).strip());
  }

  /** Tells others where this stand-in listens. */
  public void announce(int port) throws IOException {
    var draft = folder.resolve("port.draft");
    Files.writeString(draft, Integer.toString(port));
    Files.move(draft, portFile(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * PostgreSQL's own folder. What an unfinished first start left is removed, and a server whose
   * stand-in was killed is stopped; its sessions died with the stand-in.
   */
  Path postgres(String kind) throws IOException {
    var data = path(kind);
    stopOrphan(data);
    return withoutUnfinished(kind, data);
  }

  /** The folder of a server that has no processes of this machine. */
  Path container(String kind) throws IOException {
    return withoutUnfinished(kind, path(kind));
  }

  /** Where a kind of server keeps its data. */
  Path path(String kind) {
    return folder.resolve(kind);
  }

  private Path withoutUnfinished(String kind, Path data) throws IOException {
    if (Files.isDirectory(data) && !Files.exists(prepared(kind))) {
      delete(data);
    }
    return data;
  }

  /** Whether a first start of this kind of server was finished. */
  public boolean isPrepared(String kind) {
    return Files.exists(prepared(kind));
  }

  public void setPrepared(Postgres postgres) throws IOException {
    Files.writeString(prepared(postgres.kind()), "This folder's database is complete.\n");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(portFile(folder));
    lock.release();
    channel.close();
  }

  private Path prepared(String kind) {
    return folder.resolve(kind + ".complete");
  }

  private static Path portFile(Path folder) {
    return folder.resolve("port");
  }

  private static void stopOrphan(Path data) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.isRegularFile(pidFile)) {
      return;
    }
    var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    var process = ProcessHandle.of(pid).filter(DataFolder::isPostgres);
    if (process.isPresent()) {
      // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back.
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start();
      try {
        process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException stubborn) {
        throw new IOException(
            "PostgreSQL (process " + pid + ") still runs on " + data + " and does not stop",
            stubborn);
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
