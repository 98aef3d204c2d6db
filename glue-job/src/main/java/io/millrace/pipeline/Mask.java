package io.millrace.pipeline;

/** How a personal value is hidden before anything is stored. */
public enum Mask {
  SHA256,
  REDACT,
  PARTIAL,
  NULL
}
