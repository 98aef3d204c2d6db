package io.millrace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hadoop's own local file system says of a file, said without a process. */
class LocalDiskTest {

  @TempDir private java.nio.file.Path place;

  @Test
  void aFileIsAsHadoopsOwnFileSystemSaysItIs() throws IOException {
    var file = place.resolve("some rows");
    try (var own = disk(LocalFileSystem.class);
        var disk = disk(LocalDisk.class)) {
      try (var out = disk.create(new Path(file.toUri()))) {
        out.writeBytes("rows");
      }
      disk.setPermission(new Path(file.toUri()), new FsPermission("1640"));

      for (var path : new java.nio.file.Path[] {file, place}) {
        var expected = own.getFileStatus(new Path(path.toUri()));
        var found = disk.getFileStatus(new Path(path.toUri()));
        assertThat(found).isEqualTo(expected);
        assertThat(found.getLen()).isEqualTo(expected.getLen());
        assertThat(found.isDirectory()).isEqualTo(expected.isDirectory());
        assertThat(found.getModificationTime()).isEqualTo(expected.getModificationTime());
        assertThat(found.getPermission()).isEqualTo(expected.getPermission());
        assertThat(found.getOwner()).isEqualTo(expected.getOwner());
        assertThat(found.getGroup()).isEqualTo(expected.getGroup());
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(place.toFile().list()).as("no checksum beside it").containsExactly("some rows");
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    var file = Files.writeString(place.resolve("file"), "no folder");
    try (var disk = disk(LocalDisk.class)) {
      for (var missing : new String[] {"nothing", "file/below"}) {
        assertThatThrownBy(() -> disk.getFileStatus(new Path(place.toString(), missing)))
            .isInstanceOf(FileNotFoundException.class)
            .hasMessageContaining(missing);
      }
      assertThat(disk.exists(new Path(file.toUri()))).isTrue();
    }
  }

  private static FileSystem disk(Class<? extends FileSystem> kind) throws IOException {
    var hadoop = new Configuration(false);
    hadoop.set("fs.file.impl", kind.getName());
    return FileSystem.newInstance(java.net.URI.create("file:///"), hadoop);
  }
}
