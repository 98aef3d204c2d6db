package io.millrace.redshiftlocal.sql;

import io.millrace.redshiftlocal.sql.Translation.Copy;
import io.millrace.redshiftlocal.sql.Translation.Forward;
import io.millrace.redshiftlocal.sql.Translation.OutsideTransaction;
import io.millrace.redshiftlocal.sql.Translation.Script;
import io.millrace.redshiftlocal.sql.Translation.Truncate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Translates Redshift's SQL into PostgreSQL's, statement by statement. */
public final class Translator {

  /** What both say alike, once their expressions are translated. */
  private static final Set<String> SHARED =
      Set.of(
          "SELECT",
          "WITH",
          "(",
          "VALUES",
          "UPDATE",
          "DELETE",
          "BEGIN",
          "START",
          "COMMIT",
          "END",
          "ROLLBACK",
          "ABORT",
          "EXPLAIN",
          "LOCK",
          "COMMENT",
          "DECLARE",
          "FETCH",
          "CLOSE",
          "PREPARE",
          "EXECUTE",
          "DEALLOCATE",
          "REVOKE",
          "DROP");

  private Translator() {}

  /** One translation for each statement of a text. */
  public static List<Translation> translate(String sql) {
    return Tokenizer.statements(sql).stream().map(Translator::checked).toList();
  }

  private static Translation checked(List<Token> tokens) {
    try {
      return statement(tokens);
    } catch (IndexOutOfBoundsException | NumberFormatException unforeseen) {
      throw RedshiftError.notEmulated("this form of " + tokens.get(0).text());
    }
  }

  private static Translation statement(List<Token> tokens) {
    var cursor = new Cursor(tokens);
    var verb = tokens.get(0).text().toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "COPY" -> new Copy(CopyCommand.parse(cursor, Token.text(tokens)));
      case "TRUNCATE" -> truncate(cursor);
      case "CREATE" -> Create.translate(cursor, tokens);
      case "ALTER" -> AlterTable.translate(cursor, tokens);
      case "GRANT" -> new Script("GRANT", Grant.sql(tokens));
      case "MERGE" -> new Forward(Merge.sql(cursor, tokens));
      case "INSERT" -> new Forward(insert(tokens));
      case "SET", "RESET" -> Settings.translate(cursor, tokens);
      case "SHOW" -> new Forward(Show.sql(cursor, tokens));
      case "VACUUM", "ANALYZE" -> maintenance(cursor, verb);
      default -> {
        if (!SHARED.contains(verb)) {
          throw RedshiftError.notEmulated("the statement " + verb);
        }
        yield new Forward(Expressions.sql(tokens));
      }
    };
  }

  /** One table at a time; Redshift knows neither CASCADE nor RESTART IDENTITY here. */
  private static Translation truncate(Cursor cursor) {
    cursor.expect("TRUNCATE");
    cursor.takes("TABLE");
    var table = cursor.qualifiedName();
    if (!cursor.atEnd()) {
      throw RedshiftError.notInRedshift("TRUNCATE of more than a table's name");
    }
    return new Truncate("TRUNCATE TABLE " + table);
  }

  private static String insert(List<Token> tokens) {
    for (var i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("ON") && tokens.get(i + 1).is("CONFLICT")) {
        throw RedshiftError.notInRedshift("INSERT … ON CONFLICT");
      }
    }
    return Expressions.sql(tokens);
  }

  /** There is nothing to sort or to compress; the table's name is still checked. */
  private static Translation maintenance(Cursor cursor, String verb) {
    cursor.next();
    for (var mode : List.of("FULL", "SORT", "ONLY", "DELETE", "REINDEX", "RECLUSTER")) {
      cursor.takes(mode);
    }
    if (cursor.sees("COMPRESSION")) {
      throw RedshiftError.notEmulated("ANALYZE COMPRESSION");
    }
    var table = cursor.atEnd() ? "" : " " + cursor.qualifiedName();
    var sql = new Forward(verb + table);
    return verb.equals("VACUUM") ? new OutsideTransaction(verb, sql) : sql;
  }
}
