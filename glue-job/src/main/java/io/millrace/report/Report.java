package io.millrace.report;

import io.millrace.journal.Entry;
import io.millrace.journal.EntryJson;
import io.millrace.pipeline.Pipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was, with those before it and the pipeline that it ran.
 *
 * @param past the runs before it, the newest first
 */
public record Report(Entry run, List<Entry> past, Pipeline pipeline) {

  private static final int FORMAT = 1;

  public Report {
    past = List.copyOf(past);
  }

  /** One self-contained page. */
  public String html() {
    return Template.resource("report.html").filled(Page.of(this));
  }

  /** The same for programs; docs/report.schema.json says what is in it. */
  public String json() {
    var object = new LinkedHashMap<String, Object>();
    object.put("format", FORMAT);
    object.put("run", run);
    object.put("tables", Tables.of(pipeline));
    object.put("past", past.stream().map(Report::past).toList());
    return EntryJson.tree(object).toPrettyString() + "\n";
  }

  private static Map<String, Object> past(Entry entry) {
    var object = new LinkedHashMap<String, Object>();
    object.put("run", entry.run());
    object.put("began", entry.began());
    object.put("seconds", entry.seconds());
    object.put("outcome", entry.outcome());
    object.put("read", Funnel.of(entry).read());
    object.put("accepted", Funnel.of(entry).accepted());
    object.put("quarantined", Funnel.of(entry).quarantined());
    return object;
  }
}
