package io.millrace.redshiftlocal;

import io.millrace.redshiftlocal.postgres.DataFolder;
import io.millrace.warehouse.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The stand-in that {@code warehouse: {kind: local}} finds on the class path. */
public final class RedshiftLocal implements StandIn {

  /** Joins the stand-in that has this folder open already, in whichever process. */
  @Override
  public Running start(Path data) {
    try {
      var folder = DataFolder.take(data);
      return folder.isPresent()
          ? RedshiftServer.start(folder.get(), Settings.fromSystemProperties())
          : new Joined(DataFolder.portOfOwner(data));
    } catch (IOException error) {
      throw new UncheckedIOException(
          "The Redshift stand-in cannot start over " + data + ": " + error.getMessage(), error);
    }
  }

  /** A stand-in that another has started, and will stop. */
  private record Joined(int port) implements Running {

    @Override
    public String url() {
      return RedshiftServer.url(port);
    }

    @Override
    public String psql() {
      return RedshiftServer.psql(port);
    }

    @Override
    public void close() {
      // It belongs to the one who started it.
    }
  }
}
