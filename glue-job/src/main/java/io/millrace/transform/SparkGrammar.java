package io.millrace.transform;

import io.millrace.pipeline.Sql.Mistake;
import java.util.function.Function;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * Spark's own SQL grammar, without what Spark builds of it: its expressions bring up configuration
 * and logging, which takes longer than all of a validation.
 */
final class SparkGrammar {

  private SparkGrammar() {}

  /** SQL that is not Spark's. */
  static final class Unreadable extends RuntimeException {

    private final transient Mistake mistake;

    private Unreadable(Mistake mistake) {
      super(mistake.message());
      this.mistake = mistake;
    }

    Mistake mistake() {
      return mistake;
    }
  }

  /** The tree of the text under a rule of the grammar, e.g. {@code singleExpression}. */
  static <T extends ParserRuleContext> T tree(String sql, Function<SqlBaseParser, T> rule) {
    var lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
    var parser = new SqlBaseParser(new CommonTokenStream(lexer));
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    // As Spark does it: the short way first; only where that fails, the one that is always right.
    parser.addErrorListener(new FirstError(sql));
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    try {
      return rule.apply(parser);
    } catch (Unreadable e) {
      parser.getTokenStream().seek(0);
      parser.reset();
      parser.getInterpreter().setPredictionMode(PredictionMode.LL);
      return rule.apply(parser);
    }
  }

  /** Ends the reading at the first error: what follows it is rarely more than its echo. */
  private static final class FirstError extends BaseErrorListener {

    private final String sql;

    private FirstError(String sql) {
      this.sql = sql;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String message,
        RecognitionException e) {
      var token = (Token) symbol;
      if (token.getType() == Token.EOF) {
        throw new Unreadable(
            new Mistake("this SQL ends too early", "complete it: " + sql.strip() + " …"));
      }
      throw new Unreadable(
          new Mistake(
              "this SQL cannot be read from '"
                  + token.getText()
                  + "' on, character "
                  + (token.getStartIndex() + 1),
              remedy(token.getText(), message)));
    }

    private static String remedy(String text, String message) {
      if (text.equals("'") || text.equals("\"") || text.equals("`")) {
        return "close the quote";
      }
      if (text.equals(";")) {
        return "write one expression, without ;";
      }
      return message.startsWith("missing ')'")
          ? "close the parenthesis before it"
          : "check what stands before it: an operator, a comma or a quote is missing or too many";
    }
  }
}
