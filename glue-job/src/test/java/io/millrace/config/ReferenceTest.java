package io.millrace.config;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  @Test
  void theCommittedReferenceIsCurrent() throws IOException {
    Golden.matches(
        Golden.REPOSITORY.resolve("docs/configuration.md"),
        Reference.markdown(),
        "scripts/millrace schema");
  }
}
