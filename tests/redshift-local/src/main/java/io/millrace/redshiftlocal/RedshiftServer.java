package io.millrace.redshiftlocal;

import io.millrace.redshiftlocal.copy.Locations;
import io.millrace.redshiftlocal.postgres.DataFolder;
import io.millrace.redshiftlocal.postgres.Postgres;
import io.millrace.redshiftlocal.postgres.Servers;
import io.millrace.redshiftlocal.wire.Proxy;
import io.millrace.warehouse.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A running stand-in: PostgreSQL with a proxy before it that speaks Redshift. */
public final class RedshiftServer implements StandIn.Running {

  private final DataFolder folder;
  private final Postgres postgres;
  private final Proxy proxy;
  private final Faults faults;
  private final Locations locations;

  private RedshiftServer(
      DataFolder folder, Postgres postgres, Proxy proxy, Faults faults, Locations locations) {
    this.folder = folder;
    this.postgres = postgres;
    this.proxy = proxy;
    this.faults = faults;
    this.locations = locations;
  }

  /** Starts over the data kept in a folder that no other stand-in has open. */
  public static RedshiftServer start(Path data, Settings settings) {
    try {
      var folder = DataFolder.take(data);
      if (folder.isEmpty()) {
        throw new IllegalStateException("Another Redshift stand-in has opened " + data);
      }
      return start(folder.get(), settings);
    } catch (IOException error) {
      throw new UncheckedIOException(
          "The Redshift stand-in cannot start over " + data + ": " + error.getMessage(), error);
    }
  }

  static RedshiftServer start(DataFolder folder, Settings settings) throws IOException {
    try {
      var faults = new Faults();
      var locations = new Locations();
      settings.buckets().forEach(locations::map);
      var postgres = Servers.start(settings.mode(), folder, System.err::println);
      prepare(postgres, folder);
      var proxy = Proxy.listen(settings.port(), postgres, faults, locations);
      folder.announce(proxy.port());
      return new RedshiftServer(folder, postgres, proxy, faults, locations);
    } catch (IOException | RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  @Override
  public String url() {
    return url(proxy.port());
  }

  @Override
  public String psql() {
    return psql(proxy.port());
  }

  /** What shall go wrong, and which statements have come. */
  public Faults faults() {
    return faults;
  }

  /** Lets {@code s3://bucket/…} mean what lies in a local folder. */
  public void mapBucket(String bucket, Path local) {
    locations.map(bucket, local);
  }

  @Override
  public void close() {
    proxy.close();
    postgres.close();
    try {
      folder.close();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static String url(int port) {
    return "jdbc:redshift://localhost:" + port + "/dev?ssl=false&user=awsuser";
  }

  static String psql(int port) {
    return "psql \"host=localhost port=" + port + " dbname=dev user=awsuser sslmode=disable\"";
  }

  private static void prepare(Postgres postgres, DataFolder folder) throws IOException {
    if (!folder.isPrepared(postgres.kind())) {
      Proxy.prepare(postgres, "postgres", "CREATE DATABASE " + postgres.database());
    }
    Proxy.prepare(
        postgres,
        postgres.database(),
        "SET allow_system_table_mods = on",
        resource("database.sql"),
        resource("functions.sql"),
        resource("bytes.sql"),
        resource("catalog.sql"));
    folder.setPrepared(postgres);
  }

  private static String resource(String name) throws IOException {
    try (var sql = RedshiftServer.class.getResourceAsStream(name)) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
