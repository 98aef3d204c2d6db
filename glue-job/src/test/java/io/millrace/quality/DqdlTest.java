package io.millrace.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the list of rules that can be evaluated says, against what Deequ makes of each. */
class DqdlTest {

  @Test
  void deequTranslatesEveryKindOfRuleThatIsSaidToBeEvaluated() {
    assertThat(Dqdl.EVALUATED)
        .allSatisfy(
            kind -> {
              var rule = example(kind);
              assertThat(new Dqdl().rule(rule).mistake()).as(rule).isEmpty();
              assertThat(DqdlRule.of(rule).analyzers().collect(Collectors.toList())).isNotEmpty();
            });
  }

  @Test
  void readingARuleWritesNothingToStandardError() {
    var err = System.err;
    var said = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      new Dqdl().rule("RowCount > 1");
    } finally {
      System.setErr(err);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static String example(String kind) {
    return switch (kind) {
      case "RowCount", "ColumnCount" -> kind + " > 1";
      case "IsComplete", "IsUnique", "IsPrimaryKey", "ColumnExists" -> kind + " \"a\"";
      case "ColumnCorrelation" -> kind + " \"a\" \"b\" > 0.5";
      default -> kind + " \"a\" > 0.5";
    };
  }
}
