package io.millrace.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The process that holds a lease.
 *
 * @param machine tells machines of one name apart, and containers of one machine
 * @param started when it was started, so that a later process of the same number is told from it
 * @param holding is another for every lease that it takes
 */
record HoldingProcess(String host, String machine, long pid, String started, String holding) {

  static HoldingProcess current() {
    var process = ProcessHandle.current();
    return new HoldingProcess(
        thisHost(), thisMachine(), process.pid(), started(process), UUID.randomUUID().toString());
  }

  /** Whether it has surely ended: it ran on this machine, and runs no more. */
  boolean isOver() {
    return !machine.isEmpty()
        && machine.equals(thisMachine())
        && ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> started(process).equals(started))
            .isEmpty();
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Object::toString).orElse("");
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  /** This start of this kernel and these process numbers; empty where that cannot be told. */
  private static String thisMachine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return host + ", process " + pid;
  }
}
