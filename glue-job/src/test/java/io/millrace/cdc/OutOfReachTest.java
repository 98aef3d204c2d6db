package io.millrace.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told of files and folders that cannot be reached. */
class OutOfReachTest {

  private static final String SOURCE = "source: {path: public/t}\n";
  private static final String PLACE = "table-configs/staging/t.yml:1:1: ";

  @TempDir Path place;

  @Test
  void aFileThatHasGoneSinceItWasListedIsSetAside() throws IOException {
    var folder = new WrittenFolder(place);
    folder.write("20260106-130000000.parquet", "Op|id", "I|1");
    folder.write("20260106-140000000.parquet", "Op|id", "I|2");
    var batch = folder.batch(SOURCE);
    Files.delete(folder.folder().resolve("20260106-130000000.parquet"));

    var changes = folder.changes(SOURCE, batch);

    assertThat(changes.setAside())
        .singleElement()
        .satisfies(
            file ->
                assertThat(file.toString())
                    .endsWith("20260106-130000000.parquet: it was listed, and has gone since"));
    assertThat(changes.expected()).isEqualTo(1);
    assertThat(WrittenFolder.told(changes))
        .containsExactly("I 2026-01-06T14:00:00Z [] 20260106-140000000.parquet 0");
  }

  @Test
  void aFolderThatIsNotThereHasNoFiles() throws IOException {
    var folder = of("file:///" + place + "/nowhere", new Configuration());

    assertThat(folder.list()).isEmpty();
    assertThat(folder.exists()).isFalse();
  }

  @Test
  void deniedPermissionIsNamedWithWhatToAllow() {
    assertWrong(
        () -> of("locked:///raw", hadoop()).list(),
        PLACE
            + "permission to read locked:/raw/public/t is denied. Let the job's role list the"
            + " folder and read its files");
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    assertWrong(
        () -> of("bucketless://nobodys/raw", hadoop()).list(),
        PLACE + "there is no bucket nobodys. Correct `raw`");
  }

  @Test
  void aSchemeThatSparkDoesNotKnowIsNamed() {
    for (var scheme : new String[] {"s3", "s3a"}) {
      assertWrong(
          () -> of(scheme + "://bucket/raw", new Configuration()),
          PLACE
              + "this Spark cannot read %s://. Correct `raw`, or add the connector, for S3 e.g. with spark-submit --packages org.apache.hadoop:hadoop-aws:3.3.4"
                  .formatted(scheme));
    }
  }

  @Test
  void whateverElseHappensIsWorthAnotherTry() {
    assertThatThrownBy(() -> of("broken:///raw", hadoop()).list())
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.TRANSIENT))
        .hasMessage(
            PLACE
                + "cannot read broken:/raw/public/t: Connection reset\n    run it again; if it stays so, see whether the storage answers");
  }

  private SourceFolder of(String raw, Configuration hadoop) throws IOException {
    return SourceFolder.of(new Location(raw), new WrittenFolder(place).staging(SOURCE), hadoop);
  }

  private static void assertWrong(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String message) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessage(message);
  }

  private static Configuration hadoop() {
    var hadoop = new Configuration();
    for (var scheme : new String[] {"locked", "bucketless", "broken"}) {
      hadoop.set("fs.%s.impl".formatted(scheme), Failing.class.getName());
    }
    return hadoop;
  }

  /** A file system of which no folder can be looked into, for a reason that its scheme names. */
  public static final class Failing extends RawLocalFileSystem {

    private URI name;

    @Override
    public void initialize(URI uri, Configuration hadoop) throws IOException {
      super.initialize(uri, hadoop);
      name = uri;
    }

    @Override
    public URI getUri() {
      return name == null ? super.getUri() : name.resolve("/");
    }

    @Override
    public boolean exists(org.apache.hadoop.fs.Path path) throws IOException {
      return getFileStatus(path) != null;
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      throw switch (name.getScheme()) {
        case "locked" -> new AccessControlException("s3:ListBucket");
        case "bucketless" -> new IOException("404 Not Found (Error Code: NoSuchBucket)");
        default -> new IOException("Connection reset");
      };
    }
  }
}
