package io.millrace;

import java.nio.file.Path;
import java.util.Map;

/**
 * Which pipeline is meant, and where it runs.
 *
 * @param config the directory that holds {@code table-configs/} and {@code rules/}
 * @param environment one of those in {@code pipeline.yml}
 * @param variables what each var:name stands for
 */
public record Arguments(Path config, String environment, Map<String, String> variables) {}
