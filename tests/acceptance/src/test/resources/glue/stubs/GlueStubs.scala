// Signature stubs of the three classes of AWS Glue that the entry script uses. Glue's own exist on Glue
// alone; signatures are those of its Scala API reference.

package com.amazonaws.services.glue {

  import org.apache.spark.SparkContext
  import org.apache.spark.sql.SparkSession

  class GlueContext(sparkContext: SparkContext) {
    def getSparkSession: SparkSession = SparkSession.builder().getOrCreate()
  }
}

package com.amazonaws.services.glue.util {

  import com.amazonaws.services.glue.GlueContext

  object GlueArgParser {
    def getResolvedOptions(args: Array[String], options: Array[String]): Map[String, String] =
      options.map { option =>
        val at = args.indexOf("--" + option)
        require(at >= 0 && at + 1 < args.length, s"the argument --$option is required")
        option -> args(at + 1)
      }.toMap
  }

  object Job {
    def init(jobName: String, glueContext: GlueContext, args: java.util.Map[String, String]): Job.type = {
      println("Job.init " + jobName)
      this
    }

    def commit(): Unit = println("Job.commit")
  }
}
