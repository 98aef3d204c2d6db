package io.millrace.cdc;

/** A file that is left out, and why; the rest of its batch goes on. */
public record SetAside(String path, String why) {

  @Override
  public String toString() {
    return path + ": " + why;
  }
}
