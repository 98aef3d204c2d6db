package io.millrace.warehouse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.Failure;
import io.millrace.pipeline.Location;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorLoaderTest {

  @Test
  void aMissingConnectorIsReportedWithTheLineThatAddsIt() {
    var signIn = SignIn.by("jdbc:redshift://localhost:1/dev");
    var loader = new ConnectorLoader(signIn, new Session(signIn), Optional.empty());
    var rows = new Loader.Rows("staging.t", null, "@null@", new Location("unused"));

    assertThatThrownBy(() -> loader.load(rows))
        .isInstanceOfSatisfying(
            Failure.class,
            failure ->
                org.assertj.core.api.Assertions.assertThat(failure.kind())
                    .isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageContaining(
            "spark-submit --packages io.github.spark-redshift-community:spark-redshift_2.12:");
  }
}
