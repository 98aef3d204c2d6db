package io.millrace.redshiftlocal.postgres;

/** A PostgreSQL server that the stand-in has to itself; it trusts whoever comes over loopback. */
public interface Postgres extends AutoCloseable {

  /** Where on the loopback interface it listens. */
  int port();

  /** What kind of server it is; each keeps its data in a folder of this name. */
  String kind();

  default String user() {
    return "postgres";
  }

  default String database() {
    return "dev";
  }

  @Override
  void close();
}
