package io.millrace.pipeline;

/** A folder that Hadoop's file systems reach: {@code s3://bucket/path} or a local path. */
public record Location(String text) {

  public Location {
    while (text.length() > 1 && text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("a location cannot be empty");
    }
  }

  /** A folder or file below this one. */
  public Location child(String path) {
    return new Location(text + "/" + path);
  }

  /** Whether it lies on this machine. */
  public boolean isLocal() {
    return !text.contains("://") || text.startsWith("file:");
  }

  @Override
  public String toString() {
    return text;
  }
}
