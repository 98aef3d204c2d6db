package io.millrace.redshiftlocal.sql;

import io.millrace.redshiftlocal.sql.Translation.ArmFault;
import io.millrace.redshiftlocal.sql.Translation.Forward;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** SET, RESET and SHOW of the parameters that only Redshift has: kept, but without effect. */
final class Settings {

  static final Set<String> ONLY_IN_REDSHIFT =
      Set.of(
          "query_group",
          "wlm_query_slot_count",
          "enable_result_cache_for_session",
          "error_on_nondeterministic_update",
          "analyze_threshold_percent",
          "describe_field_name_in_uppercase",
          "json_serialization_enable",
          "json_serialization_parse_nested_strings",
          "downcase_delimited_identifier",
          "auto_mv",
          "activate_aqua");

  private static final String CASE_SENSITIVE = "enable_case_sensitive_identifier";

  private Settings() {}

  static Translation translate(Cursor cursor, List<Token> tokens) {
    cursor.next();
    var local = cursor.takes("LOCAL");
    if (!local) {
      cursor.takes("SESSION");
    }
    var name = cursor.atEnd() ? "" : cursor.next().name();
    if (name.equals("redshift_local") && cursor.takes(".") && cursor.takes("fault")) {
      cursor.next();
      return new ArmFault(cursor.string());
    }
    if (name.equals(CASE_SENSITIVE) && on(cursor)) {
      throw RedshiftError.notEmulated("case-sensitive identifiers");
    }
    return new Forward(Expressions.sql(renamed(tokens)));
  }

  /** PostgreSQL keeps settings that it does not know when their name has two parts. */
  static List<Token> renamed(List<Token> tokens) {
    var renamed = new ArrayList<Token>();
    for (var token : tokens) {
      var name = token.isName() ? token.name() : "";
      var known = ONLY_IN_REDSHIFT.contains(name) || name.equals(CASE_SENSITIVE);
      renamed.add(known ? token.as("redshift_local." + token.name()) : token);
    }
    return renamed;
  }

  private static boolean on(Cursor cursor) {
    return cursor.rest().stream()
        .anyMatch(
            token ->
                token.is("ON")
                    || token.is("TRUE")
                    || token.text().equals("'on'")
                    || token.text().equals("'true'"));
  }
}
