package io.millrace.journal;

/** Which Millrace this is. */
public final class Release {

  public static final String VERSION = "0.1.0-SNAPSHOT";

  private Release() {}
}
