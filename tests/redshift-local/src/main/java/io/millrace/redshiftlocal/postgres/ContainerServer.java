package io.millrace.redshiftlocal.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container, its data in a folder of this machine. */
final class ContainerServer implements Postgres {

  static final String KIND = "container";

  private static final int PORT = 5432;
  private static final long PULL_SECONDS = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A port is open before PostgreSQL lets anybody in, and a first start begins without one. */
  private static final String READY = "pg_isready --host=127.0.0.1";

  private static final String LABEL = "io.millrace.redshift-local";

  private final GenericContainer<?> container;

  private ContainerServer(GenericContainer<?> container) {
    this.container = container;
  }

  /** Which image; any that behaves like the official one will do. */
  static String image() {
    return System.getProperty("redshift.local.image", "postgres:16");
  }

  /** Starts a container; takes minutes at most when the image has to be fetched. */
  static ContainerServer start(DataFolder folder) throws IOException {
    var client = DockerClientFactory.instance().client();
    fetchImage(client);
    removeOrphans(client, folder.path(KIND));
    var data = Files.createDirectories(folder.container(KIND));
    var port = new ExposedPort(PORT);
    var container =
        new GenericContainer<>(DockerImageName.parse(image()))
            .withExposedPorts(PORT)
            .withLabels(Map.of(LABEL, data.toString()))
            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
            .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --encoding=UTF8")
            .withCommand("postgres", "-c", "fsync=off")
            .waitingFor(Wait.forSuccessfulCommand(READY).withStartupTimeout(PATIENCE))
            .withCreateContainerCmdModifier(
                create ->
                    create.withHostConfig(
                        HostConfig.newHostConfig()
                            .withBinds(
                                new Bind(data.toString(), new Volume("/var/lib/postgresql/data")))
                            .withPortBindings(
                                new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port))));
    container.start();
    return new ContainerServer(container);
  }

  @Override
  public int port() {
    return container.getMappedPort(PORT);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Lets PostgreSQL end in order before the container is removed. */
  @Override
  public void close() {
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    container.stop();
  }

  /** Testcontainers itself would retry a missing image for minutes. */
  private static void fetchImage(DockerClient client) throws IOException {
    try {
      client.inspectImageCmd(image()).exec();
    } catch (NotFoundException missing) {
      try {
        if (!client.pullImageCmd(image()).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException(
              "the image " + image() + " could not be pulled in " + PULL_SECONDS + " seconds",
              missing);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while pulling " + image(), interrupted);
      }
    }
  }

  /** A stand-in that was killed leaves its container, and two servers on one folder ruin it. */
  private static void removeOrphans(DockerClient client, Path data) {
    var orphans =
        client
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(LABEL, data.toString()))
            .exec();
    for (var orphan : orphans) {
      if (List.of("running", "paused", "restarting").contains(orphan.getState())) {
        client.stopContainerCmd(orphan.getId()).exec();
      }
      client.removeContainerCmd(orphan.getId()).withForce(true).exec();
    }
  }
}
