package io.millrace.pipeline;

import java.util.List;
import java.util.Map;

/** A fact: one row per grain, pointing at the versions of its dimensions. */
@Means("A fact: its grain, the dimensions it points at, its measures.")
public record Fact(
    @Means(value = "the table's name", example = "fact_order_line") TableName fact,
    @Means(value = "the staging table it is made from", example = "order_items") TableName from,
    @Means(
            value = "columns of other staging tables, in their present state",
            example = "{orders: {on: order_id, columns: [ordered_at]}}")
        Map<TableName, Join> join,
    @Means(
            value = "what makes a row one; without it the key of `from`",
            example = "[order_id, line_no]")
        List<Identifier> grain,
    @Means(
            value = "the dimensions it points at",
            example = "[{dimension: dim_customer, on: customer_id, as_of: ordered_at}]")
        List<Lookup> lookups,
    @Means(value = "column: SQL expression", example = "{amount: \"quantity * unit_price\"}")
        Map<Identifier, Expression> measures,
    @Means(value = "further columns of `from`", example = "[currency]") List<Identifier> columns,
    @Means(
            value = "remove takes a deleted row out, flag marks it",
            byDefault = "remove",
            example = "flag")
        OnDelete onDelete,
    @Means(
            value = "check files below rules/; they quarantine, warn or fail here",
            example = "[order_lines.yml]")
        List<String> rules,
    @Means(value = "the table in Redshift", byDefault = "{}", example = "{distkey: customer_key}")
        Publication redshift,
    Place place) {

  /** What a delete does to a fact. */
  public enum OnDelete {
    REMOVE,
    FLAG
  }
}
