package io.millrace.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The shop's configuration for a process of its own, which publishes to this process's stand-in.
 *
 * @param place the folder of raw and lake
 * @param schema where it publishes to
 */
record ServedConfiguration(Path place, String schema, String lease) {

  static final String PASSWORD = "hush-hush";

  private static final Path SHOP = Path.of("src/test/resources/shop");

  /** A process that carries out this command; what it says is in {@code child.log}. */
  Child child(String command) throws IOException {
    return Child.millrace(
        place.resolve("child.log"),
        Map.of("MILLRACE_REDSHIFT_USER", "awsuser", "MILLRACE_REDSHIFT_PASSWORD", PASSWORD),
        command,
        "--config",
        folder().toString(),
        "--env",
        "served",
        "--set",
        "place=" + place,
        "--set",
        "url=" + Server.running().url().replace("&user=awsuser", ""));
  }

  /**
   * Where it lies. Its environment {@code local} is the same lake; nothing is masked, so that both
   * need no salt.
   */
  Path folder() throws IOException {
    var folder = place.resolve("config");
    if (!Files.exists(folder)) {
      PublishTest.copy(SHOP, folder);
      Files.writeString(
          folder.resolve("table-configs/pipeline.yml"),
          """
          pipeline: shop
          environments:
            local:
              raw: ${var:place}/raw
              lake: ${var:place}/lake
              warehouse: {kind: local}
            served:
              raw: ${var:place}/raw
              lake: ${var:place}/lake
              lease: %s
              warehouse:
                kind: redshift
                url: ${var:url}
                secret: environment
                iam_role: arn:aws:iam::123456789012:role/copy
                tempdir: ${var:place}/temp
                schemas: {staging: %2$s_staging, target: %2$s}
                grants: {select: [analysts]}
          """
              .formatted(lease, schema));
    }
    var customers = folder.resolve("table-configs/staging/customers.yml");
    var unmasked = Files.readString(customers).replaceAll(", mask: \\w+", "");
    Files.writeString(customers, unmasked);
    return folder;
  }
}
