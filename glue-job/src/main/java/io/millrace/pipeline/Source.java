package io.millrace.pipeline;

import java.util.Optional;

/** Where a staging table's files come from. */
@Means(called = "'source'", value = "Where a staging table's files come from.")
public record Source(
    @Means(value = "the folder of the table below the environment's raw", example = "public/orders")
        String path,
    @Means(value = "what wrote the files", byDefault = "dms-parquet", example = "dms-parquet")
        Format format,
    @Means(
            value =
                "the endpoint's TimestampColumnName; without it the file's own time stands in for it",
            example = "dms_ts")
        Optional<Identifier> timestamp) {

  /** What wrote the files of a source. */
  public enum Format {
    DMS_PARQUET
  }
}
