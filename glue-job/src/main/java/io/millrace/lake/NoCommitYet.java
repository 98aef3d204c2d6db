package io.millrace.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DummySnapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SingleAction;

/**
 * A table before its first commit. Delta asks it for its files when that commit comes, and would
 * run a Spark job to learn that there are none.
 */
final class NoCommitYet extends DummySnapshot {

  NoCommitYet(DeltaLog log) {
    super(log.logPath(), log);
  }

  @Override
  public Dataset<AddFile> allFiles() {
    return deltaLog().spark().emptyDataset(SingleAction.addFileEncoder());
  }
}
