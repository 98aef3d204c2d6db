package io.millrace.lease;

import io.millrace.aws.S3Objects;
import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.util.Optional;

/** Where a lease is kept: one text that is created once and replaced only as it was read. */
interface LeaseStore extends AutoCloseable {

  /** What is written there, and what must still be there when it is replaced. */
  record Written(String text, String tag) {}

  Optional<Written> read();

  /** Creates the text; gives its tag, or nothing where there is one already. */
  Optional<String> create(String text);

  /** Replaces the text that has this tag; gives the new tag, or nothing where it has another. */
  Optional<String> replace(String tag, String text);

  @Override
  void close();

  /** The store of a lake: a file of this machine, or an object of S3. */
  static LeaseStore of(Location lake) {
    var place = lake.child("_millrace/lease.json");
    if (S3Objects.isS3(lake)) {
      return new S3Store(place, new S3Objects());
    }
    if (lake.isLocal()) {
      return LocalStore.of(place);
    }
    throw new Failure(
        Failure.Kind.CONFIGURATION,
        "the lake "
            + lake
            + " is neither in S3 nor on this machine, and only there one writer can be told from"
            + " another\n    let `lake:` begin with s3:// or s3a://, or be a path");
  }

  /** An object of S3, written by conditional PUT. */
  record S3Store(Location place, S3Objects objects) implements LeaseStore {

    @Override
    public Optional<Written> read() {
      return objects.read(place).map(stored -> new Written(stored.text(), stored.tag()));
    }

    @Override
    public Optional<String> create(String text) {
      return objects.create(place, text);
    }

    @Override
    public Optional<String> replace(String tag, String text) {
      return objects.replace(place, tag, text);
    }

    @Override
    public String toString() {
      return place.toString();
    }

    @Override
    public void close() {
      objects.close();
    }
  }
}
