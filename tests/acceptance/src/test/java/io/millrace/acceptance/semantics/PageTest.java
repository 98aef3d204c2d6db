package io.millrace.acceptance.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

/** {@code docs/semantics.md} is what the cases and the prose beside them say. */
class PageTest {

  private static final Path PAGE = Path.of("../../docs/semantics.md");
  private static final String COMMAND =
      "mvn -q test -pl tests/acceptance -am -Dtest=PageTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dgolden.write=true";

  @Test
  void thePageIsRenderedFromTheCases() throws IOException {
    var page = new Page(Cases.in(SemanticsTest.FOLDER)).of(prose());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it anew: %s", COMMAND).hasContent(page);
  }

  @Test
  void everyCaseStandsOnThePageOnce() throws IOException {
    var shown =
        Page.SLOT.matcher(prose()).results().map((MatchResult slot) -> slot.group(1)).toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Cases.in(SemanticsTest.FOLDER).names());
  }

  private static String prose() throws IOException {
    return Files.readString(SemanticsTest.FOLDER.resolve("semantics.md"));
  }
}
