package io.millrace.redshiftlocal.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.redshiftlocal.sql.CopyCommand;
import io.millrace.redshiftlocal.sql.RedshiftError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that a COPY is to read. */
final class Manifest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifest() {}

  static List<Path> files(CopyCommand command, Locations locations) throws IOException {
    if (command.options().manifest()) {
      return listed(command.source(), locations);
    }
    var files = locations.filesBelow(command.source());
    if (files.isEmpty()) {
      throw RedshiftError.of(
          "XX000", "The specified S3 prefix '" + command.source() + "' does not exist", "");
    }
    return files;
  }

  private static List<Path> listed(String url, Locations locations) throws IOException {
    var manifest = locations.file(url);
    if (!Files.isRegularFile(manifest)) {
      throw problem(url, "the manifest is not there");
    }
    var files = new ArrayList<Path>();
    try {
      for (var entry : JSON.readTree(manifest.toFile()).path("entries")) {
        var named = entry.path("url").asText();
        var file = locations.file(named);
        if (Files.isRegularFile(file)) {
          files.add(file);
        } else if (entry.path("mandatory").asBoolean()) {
          throw problem(url, "the mandatory file " + named + " is not there");
        }
      }
    } catch (JsonProcessingException unreadable) {
      throw problem(url, "it is not JSON: " + unreadable.getOriginalMessage());
    }
    if (files.isEmpty()) {
      throw problem(url, "no file that it lists is there");
    }
    return files;
  }

  private static RedshiftError problem(String url, String what) {
    return RedshiftError.of(
        "XX000",
        "Problem reading manifest file - S3ServiceException:The specified key does not exist.,"
            + "Status 404,Error NoSuchKey",
        url + ": " + what);
  }
}
