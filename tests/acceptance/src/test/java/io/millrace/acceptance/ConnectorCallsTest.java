package io.millrace.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spark_redshift_community.spark.redshift.DefaultSource;
import io.millrace.history.ChangeSet;
import io.millrace.pipeline.Fence;
import io.millrace.pipeline.Location;
import io.millrace.pipeline.TableName;
import io.millrace.pipeline.Warehouse;
import io.millrace.warehouse.Mark;
import io.millrace.warehouse.Redshift;
import io.millrace.warehouse.ServedTable;
import io.millrace.warehouse.SignIn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector is called as it documents, and its password is in nothing that Spark shows. */
class ConnectorCallsTest {

  @TempDir Path place;

  @Test
  void theConnectorIsCalledAsItIsDocumented() throws Exception {
    var server = Server.standIn();
    var warehouse = server.warehouse("calls", Warehouse.Loader.SPARK_REDSHIFT);
    var table =
        new ServedTable(
            TableName.of("t"),
            StructType.fromDDL("id int"),
            List.of("id"),
            Optional.empty(),
            List.of(),
            false);
    var rows =
        Trial.spark()
            .createDataFrame(List.of(RowFactory.create(1)), table.columns())
            .withColumn(ChangeSet.CHANGE, functions.lit(ChangeSet.OPEN));
    var signIn = SignIn.as("awsuser", "hush-hush", server.url().replace("&user=awsuser", ""));

    var plans = new Plans();
    Trial.spark().listenerManager().register(plans);
    try (var redshift =
        Redshift.of(signIn, warehouse, new Location(place.toString()), Fence.ALONE)) {
      var from = redshift.prepare(List.of(table), "p", "lake").get(table.name());
      var to = new Mark("p", "lake", "1", 1, "token");
      redshift.publish(List.of(new Redshift.Changes(table, rows, from, to)));
      Trial.spark().sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      Trial.spark().listenerManager().unregister(plans);
    }

    var call = DefaultSource.CALLS.get(DefaultSource.CALLS.size() - 1);
    assertThat(call.mode()).isEqualTo(SaveMode.Append);
    assertThat(call.options())
        .containsEntry("dbtable", "\"calls_staging\".\"t\"")
        .containsEntry("preactions", "TRUNCATE TABLE \"calls_staging\".\"t\"")
        .containsEntry("tempformat", "CSV GZIP")
        .containsEntry("aws_iam_role", "arn:aws:iam::123456789012:role/copy")
        .containsEntry("check_s3_bucket_usage", "false")
        .containsEntry("copyretrycount", "0")
        .containsEntry("include_column_list", "true")
        .containsEntry("user", "awsuser")
        .containsEntry("password", "hush-hush")
        .doesNotContainKey("postactions");
    assertThat(call.options().get("tempdir")).startsWith(place.toString());
    assertThat(call.options().get("csvnullstring")).startsWith("@null-");
    assertThat(plans.texts).anyMatch(text -> text.contains("SaveIntoDataSourceCommand"));
    assertThat(plans.texts).noneMatch(text -> text.contains("hush-hush"));
  }

  /** What Spark would show of each query. */
  private static final class Plans implements QueryExecutionListener {

    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    public void onSuccess(String function, QueryExecution query, long nanoseconds) {
      texts.add(query.toString());
    }

    @Override
    public void onFailure(String function, QueryExecution query, Exception failed) {
      texts.add(query.toString());
    }
  }
}
