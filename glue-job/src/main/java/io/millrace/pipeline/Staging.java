package io.millrace.pipeline;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source and the way of its rows into the change log. */
@Means(
    called = "a staging table",
    value = "One DMS table folder: how its rows are read, checked and transformed.")
public record Staging(
    @Means(value = "the table's name", example = "customers") TableName staging,
    @Means(value = "where its files are", example = "{path: public/customers, timestamp: dms_ts}")
        Source source,
    @Means(
            value =
                "cdc: changes follow a load; snapshot: each load is complete, deletes are derived",
            byDefault = "cdc",
            example = "snapshot")
        Mode mode,
    @Means(value = "the primary key", example = "[customer_id]", required = true)
        List<Identifier> key,
    @Means(
            value =
                "before-image columns of the key, in its order: a changed key is a delete of the old one",
            example = "[BI_customer_id]")
        List<Identifier> keyBefore,
    @Means(
            value = "order of changes within one DMS timestamp; without it: file, then row",
            example = "[AR_H_CHANGE_SEQ]")
        List<Identifier> position,
    @Means(
            value =
                "the column that says from when on a change holds; without it: the DMS timestamp",
            example = "updated_at")
        Optional<Identifier> effectiveAt,
    @Means(
            value = "the time zone of timestamps that carry none",
            byDefault = "UTC",
            example = "Europe/Berlin")
        ZoneId timezone,
    @Means(
            value = "every column that is carried on, with its type",
            example = "{customer_id: bigint, email: {type: string, mask: sha256}}",
            required = true)
        Map<Identifier, Column> columns,
    @Means(
            value = "columns in which a null in an update means unchanged (PostgreSQL TOAST)",
            example = "[bio]")
        List<Identifier> carryForward,
    @Means(
            value = "what to do with a column that is in the files but not declared",
            byDefault = "add",
            example = "fail")
        OnNewColumn onNewColumn,
    @Means(
            value = "replace: a key that is not in a complete load is deleted as of that load",
            byDefault = "upsert",
            example = "replace")
        OnReload onReload,
    @Means(
            value =
                "what makes a load complete: a file of later changes or of a later load (next_file), or a"
                    + " file _SUCCESS in the source's folder, written after the load's last (marker)",
            byDefault = "next_file",
            example = "marker")
        LoadComplete loadComplete,
    @Means(value = "transformations before the checks", example = "[{trim: [email]}]")
        List<Step> prepare,
    @Means(value = "check files below rules/", example = "[customers.yml]") List<String> rules,
    @Means(
            value = "transformations after the checks; masks come last",
            example = "[{lower: [email]}]")
        List<Step> transform,
    @Means(
            value =
                "a row that does not pass is not in the source: its insert or update acts as a delete",
            example = "customer_id > 0")
        Optional<Expression> filter,
    @Means(value = "when to refuse a whole batch", example = "{quarantined_below: 5%}")
        Optional<Gate> gate,
    @Means(value = "data older than that is reported and alarmed", example = "2h")
        Optional<Duration> freshWithin,
    @Means(
            value = "keep the present state of the source in the lake, deletes included",
            byDefault = "false",
            example = "true")
        boolean mirror,
    @Means(
            value = "the table in Redshift",
            byDefault = "{}",
            example = "{mirror: true, distkey: customer_id}")
        MirrorOptions redshift,
    Place place) {

  /** Whether the present state of the source is kept as a table of its own. */
  public boolean isMirrored() {
    return mirror || redshift.mirror();
  }

  /** Whether a key that is in no row of a complete load is gone. */
  public boolean replaces() {
    return onReload == OnReload.REPLACE || mode == Mode.SNAPSHOT;
  }

  /** What a source's loads say about the rows that are not in them. */
  public enum Mode {
    CDC,
    SNAPSHOT
  }

  /** What to do with a column that was not declared. */
  public enum OnNewColumn {
    ADD,
    IGNORE,
    FAIL
  }

  /** What a reload says about the keys that are not in it. */
  public enum OnReload {
    UPSERT,
    REPLACE
  }

  /** What makes a load complete. */
  public enum LoadComplete {
    NEXT_FILE,
    MARKER
  }

  /** When a batch is refused as a whole. */
  @Means(called = "'gate'", value = "When a batch is refused as a whole.")
  public record Gate(
      @Means(
              value = "the share of a batch's rows that may be quarantined",
              byDefault = "100%",
              example = "5%")
          Share quarantinedBelow) {}

  /** The mirror of a staging table in Redshift. */
  @Means(
      called = "'redshift' of a staging table",
      value = "The mirror of a staging table in Redshift.")
  public record MirrorOptions(
      @Means(
              value = "publish the present state of the source",
              byDefault = "false",
              example = "true")
          boolean mirror,
      @Means(value = "the distribution key; without it AUTO", example = "customer_id")
          Optional<Identifier> distkey,
      @Means(value = "the sort key; without it AUTO", example = "[updated_at]")
          List<Identifier> sortkey) {}
}
