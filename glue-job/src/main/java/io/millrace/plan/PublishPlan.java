package io.millrace.plan;

import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Publication;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import java.util.ArrayList;
import java.util.List;

/** What Redshift is to serve, and the tables it takes. */
record PublishPlan(Pipeline pipeline, Flow flow, Served.Ddl ddl) {

  static final String KIND = "published";

  List<Plan.Table> tables() {
    if (pipeline.environment().warehouse().isEmpty()) {
      return List.of();
    }
    var warehouse = pipeline.environment().warehouse().get();
    var tables = new ArrayList<Plan.Table>();
    for (var table : pipeline.dimensions()) {
      var columns = flow.dimension(table.dimension()).result();
      add(tables, warehouse, table.dimension(), columns, table.redshift(), table.place());
    }
    for (var table : pipeline.facts()) {
      var columns = flow.fact(table.fact()).result();
      add(tables, warehouse, table.fact(), columns, table.redshift(), table.place());
    }
    for (var table : pipeline.stagings()) {
      var options = table.redshift();
      if (options.mirror()) {
        var columns = flow.staging(table.staging()).result();
        var publication = new Publication(true, options.distkey(), options.sortkey());
        add(tables, warehouse, table.staging(), columns, publication, table.place());
      }
    }
    return tables;
  }

  private void add(
      List<Plan.Table> tables,
      Warehouse warehouse,
      TableName name,
      Columns columns,
      Publication publication,
      Place place) {
    if (!publication.publish()) {
      return;
    }
    var served = new Served(name, columns, publication.distkey(), publication.sortkey());
    tables.add(
        new Plan.Table(
            name,
            KIND,
            place,
            List.of(name),
            List.of(new Plan.Step("create when missing", ddl.statements(served), columns)),
            warehouse.schemas().target() + "." + name,
            List.of()));
  }
}
