package io.millrace.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.Problem;
import java.io.PrintWriter;
import java.util.List;

/** Prints problems for people, and for editors and CI. */
final class ProblemPrinter {

  private ProblemPrinter() {}

  static void text(List<Problem> problems, PrintWriter out) {
    problems.forEach(out::println);
    long files = problems.stream().map(problem -> problem.place().file()).distinct().count();
    out.println();
    out.println(counted(problems.size(), "problem") + " in " + counted(files, "file") + ".");
    out.flush();
  }

  static String json(List<Problem> problems) {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("valid", problems.isEmpty());
    var list = root.putArray("problems");
    for (Problem problem : problems) {
      list.addObject()
          .put("file", problem.place().file())
          .put("line", problem.place().line())
          .put("column", problem.place().column())
          .put("message", problem.message())
          .put("remedy", problem.remedy());
    }
    return root.toPrettyString();
  }

  static String allWell(Pipeline pipeline) {
    return pipeline.name()
        + ": "
        + String.join(
            ", ",
            counted(pipeline.stagings().size(), "source"),
            counted(pipeline.dimensions().size(), "dimension"),
            counted(pipeline.facts().size(), "fact"),
            counted(pipeline.rules().size(), "rule file"),
            counted(pipeline.tests().size(), "test"))
        + ". No problems.";
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
