package io.millrace.config;

/** A kind of file: where it lies, and the key that names what it holds. */
enum FileKind {
  STAGING("table-configs/staging", "staging"),
  DIMENSION("table-configs/dimensions", "dimension"),
  FACT("table-configs/facts", "fact"),
  TEST("table-configs/tests", "test"),
  RULES("rules", "");

  private final String folder;
  private final String key;

  FileKind(String folder, String key) {
    this.folder = folder;
    this.key = key;
  }

  String folder() {
    return folder;
  }

  String key() {
    return key;
  }

  boolean hasKey() {
    return !key.isEmpty();
  }
}
