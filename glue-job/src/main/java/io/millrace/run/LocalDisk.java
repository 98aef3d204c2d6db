package io.millrace.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * This machine's files, through Java alone: where Hadoop has no native library it starts a process
 * to set or to learn a file's permissions, which takes longer than to write a small file.
 */
public final class LocalDisk extends LocalFileSystem {

  private static final String SETTING = "fs.file.impl";

  public LocalDisk() {
    super(new Plain());
    // A disk watches over its blocks: a checksum file beside each file would double the work.
    setWriteChecksum(false);
    setVerifyChecksum(false);
  }

  /** The file system of {@code file:} paths from now on, unless the configuration names another. */
  static void use(Configuration hadoop) throws IOException {
    boolean hasPermissions =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (hasPermissions && hadoop.get(SETTING) == null) {
      hadoop.set(SETTING, LocalDisk.class.getName());
      // One that was opened before, to submit the job say, would be given out again.
      FileSystem.getLocal(hadoop).close();
    }
  }

  private static final class Plain extends RawLocalFileSystem {

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      Files.setPosixFilePermissions(pathToFile(path).toPath(), set(permission));
    }

    private static Set<PosixFilePermission> set(FsPermission permission) {
      var text = permission.toString().replace('t', 'x').replace('T', '-');
      return PosixFilePermissions.fromString(text.substring(0, "rwxrwxrwx".length()));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      var file = pathToFile(path);
      try {
        var found = Files.readAttributes(file.toPath(), PosixFileAttributes.class);
        return new FileStatus(
            found.size(),
            found.isDirectory(),
            1,
            getDefaultBlockSize(path),
            found.lastModifiedTime().toMillis(),
            found.lastAccessTime().toMillis(),
            FsPermission.valueOf("-" + PosixFilePermissions.toString(found.permissions())),
            found.owner().getName(),
            found.group().getName(),
            makeQualified(new Path(file.getPath())));
      } catch (AccessDeniedException e) {
        throw e;
      } catch (FileSystemException e) {
        throw new FileNotFoundException("File " + path + " does not exist");
      }
    }
  }
}
