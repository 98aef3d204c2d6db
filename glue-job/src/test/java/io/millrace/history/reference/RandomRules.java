package io.millrace.history.reference;

import io.millrace.history.reference.LookupRule.Missing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random rules for dimensions and facts of the random sources. */
final class RandomRules {

  private static final List<Missing> MISSING =
      List.of(Missing.UNKNOWN, Missing.INFER, Missing.INFER, Missing.PARK);
  private static final List<String> CUSTOMER = List.of("region", "number");

  private final Random random;

  RandomRules(Random random) {
    this.random = random;
  }

  List<DimensionRule> dimensions() {
    return List.of(
        random("dim_customer", "customers", "country_name", "continent").join(country()),
        random("dim_customer_now", "customers", "country_name", "continent")
            .join(country())
            .asScd1(),
        random("dim_country", "countries"),
        random("dim_country_now", "countries").asScd1());
  }

  List<FactRule> facts() {
    Map<String, String> header = new LinkedHashMap<>();
    List.of("region", "number", "ordered_at", "status").forEach(name -> header.put(name, name));
    FactRule lines =
        new FactRule(
            "fact_order_line",
            "order_items",
            List.of(new JoinRule("orders", List.of("order_id"), header)),
            List.of(
                lookup("customer", "dim_customer", CUSTOMER, "ordered_at"),
                lookup("customer_now", "dim_customer_now", CUSTOMER, null)),
            List.of("region", "number", "ordered_at", "status", "quantity", "price"),
            random.nextBoolean());
    FactRule visits =
        new FactRule(
            "fact_visit",
            "visits",
            List.of(),
            List.of(
                lookup("visitor", "dim_customer", CUSTOMER, "visited_at"),
                lookup("host", "dim_customer", List.of("host_region", "host_number"), "visited_at"),
                lookup("latest", "dim_customer", CUSTOMER, null),
                lookup("country", "dim_country", List.of("code"), "visited_at"),
                lookup("country_now", "dim_country_now", List.of("code"), null)),
            List.of("visited_at"),
            random.nextBoolean());
    return List.of(lines, visits);
  }

  private DimensionRule random(String name, String from, String... joined) {
    List<String> columns = new ArrayList<>(RandomRows.COLUMNS.get(from).keySet());
    columns.addAll(List.of(joined));
    List<String> track = new ArrayList<>();
    List<String> overwrite = new ArrayList<>();
    for (String column : columns) {
      int dice = random.nextInt(10);
      if (dice < 4 && !column.equals("updated_at") && !column.equals("added")) {
        track.add(column);
      } else if (dice < 7) {
        overwrite.add(column);
      }
    }
    return new DimensionRule(
        name, from, List.of(), columns, track, overwrite, random.nextInt(3) == 0, false);
  }

  private static JoinRule country() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("country_name", "country_name");
    columns.put("continent", "continent");
    return new JoinRule("countries", List.of("code"), columns);
  }

  private LookupRule lookup(String role, String dimension, List<String> on, String asOf) {
    return new LookupRule(role, dimension, on, asOf, MISSING.get(random.nextInt(MISSING.size())));
  }
}
