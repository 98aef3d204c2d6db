package io.millrace.cdc;

/**
 * A file that is left out, and why; the rest of its batch goes on.
 *
 * @param file its path below the source's folder
 */
public record SetAside(String path, String file, String why) {

  @Override
  public String toString() {
    return path + ": " + why;
  }
}
