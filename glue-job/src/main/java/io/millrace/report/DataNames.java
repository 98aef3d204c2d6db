package io.millrace.report;

import io.millrace.pipeline.Location;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Staging;
import io.millrace.pipeline.TableName;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a pipeline's data are called among OpenLineage's: where they are kept, and a name there. */
record DataNames(Pipeline pipeline) {

  /** A piece of data. */
  record Data(String namespace, String name) {

    Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("namespace", namespace);
      json.put("name", name);
      return json;
    }
  }

  Data raw(Staging staging) {
    return data(pipeline.environment().raw().child(staging.source().path()));
  }

  Data log(TableName table) {
    return stored("staging", table);
  }

  Data stored(String folder, TableName table) {
    return data(pipeline.environment().lake().child(folder + "/" + table));
  }

  Data served(String table) {
    var warehouse = pipeline.environment().warehouse().orElseThrow();
    var url =
        warehouse
            .url()
            .map(it -> it.replaceFirst("^jdbc:redshift:(iam:)?", ""))
            .orElse("//local/local");
    var address = URI.create(url.replaceFirst("[?;].*$", ""));
    return new Data(
        "redshift://" + address.getAuthority(),
        address.getPath().replaceFirst("^/", "")
            + "."
            + warehouse.schemas().target()
            + "."
            + table);
  }

  /** Named as OpenLineage names them: the bucket, then the path in it. */
  private static Data data(Location location) {
    var parts = location.text().split("://", 2);
    if (parts.length < 2) {
      return new Data("file", location.text());
    }
    int slash = parts[1].indexOf('/');
    return slash < 0
        ? new Data(parts[0] + "://" + parts[1], "/")
        : new Data(parts[0] + "://" + parts[1].substring(0, slash), parts[1].substring(slash + 1));
  }
}
