package io.millrace.plan;

import io.millrace.pipeline.Dimension;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Place;
import io.millrace.pipeline.Warehouse;
import java.util.ArrayList;
import java.util.List;

/** What Redshift is to serve, and the tables it takes. */
record PublishPlan(Pipeline pipeline, Flow flow, Served.Ddl ddl) {

  List<Plan.Table> tables() {
    if (pipeline.environment().warehouse().isEmpty()) {
      return List.of();
    }
    var warehouse = pipeline.environment().warehouse().get();
    var tables = new ArrayList<Plan.Table>();
    for (var table : pipeline.dimensions()) {
      var columns = flow.dimension(table.dimension()).result();
      boolean hasVersions = table.generate().isEmpty() && table.history() == Dimension.History.SCD2;
      add(
          tables,
          warehouse,
          new Served(
              table.dimension(),
              columns,
              table.redshift().distkey(),
              table.redshift().sortkey(),
              hasVersions),
          table.redshift().publish(),
          table.place());
    }
    for (var table : pipeline.facts()) {
      var columns = flow.fact(table.fact()).result();
      add(
          tables,
          warehouse,
          new Served(
              table.fact(), columns, table.redshift().distkey(), table.redshift().sortkey(), false),
          table.redshift().publish(),
          table.place());
    }
    for (var table : pipeline.stagings()) {
      var options = table.redshift();
      var columns = flow.staging(table.staging()).result();
      add(
          tables,
          warehouse,
          new Served(table.staging(), columns, options.distkey(), options.sortkey(), false),
          options.mirror(),
          table.place());
    }
    return tables;
  }

  private void add(
      List<Plan.Table> tables, Warehouse warehouse, Served served, boolean publish, Place place) {
    if (!publish) {
      return;
    }
    var name = served.name();
    tables.add(
        new Plan.Table(
            name,
            Plan.PUBLISHED,
            place,
            List.of(name),
            List.of(new Plan.Step("create when missing", ddl.statements(served), served.columns())),
            warehouse.schemas().target() + "." + name,
            List.of()));
  }
}
