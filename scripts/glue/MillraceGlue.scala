import com.amazonaws.services.glue.GlueContext
import com.amazonaws.services.glue.util.{GlueArgParser, Job}
import io.millrace.GlueRun
import org.apache.spark.SparkContext

import scala.collection.JavaConverters._

/** What AWS Glue compiles and starts: a Glue job around the same run that spark-submit starts. */
object MillraceGlue {

  def main(sysArgs: Array[String]): Unit = {
    // Before anything of Millrace: the run takes the session that Glue has configured.
    val glue = new GlueContext(new SparkContext())
    val job = GlueArgParser.getResolvedOptions(sysArgs, Array("JOB_NAME"))
    Job.init(job("JOB_NAME"), glue, job.asJava)
    glue.getSparkSession
    GlueRun.run(sysArgs: _*) // throws "MILLRACE-<KIND>: …", which is what Glue shows of a failed run
    Job.commit()
  }
}
