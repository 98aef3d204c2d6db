package io.millrace.redshiftlocal.wire;

import io.millrace.redshiftlocal.Faults;
import io.millrace.redshiftlocal.sql.RedshiftError;
import io.millrace.redshiftlocal.sql.Translation;
import io.millrace.redshiftlocal.sql.Translation.Forward;
import io.millrace.redshiftlocal.sql.Translator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One client's connection. Each message is carried out before the next is read; so the stand-in can
 * put statements of its own between two of the client's, and the protocol stays in step.
 */
final class Session {

  /** A statement as the client knows it, and what it became. */
  private record Statement(String text, Translation translation) {
    boolean isForwarded() {
      return translation instanceof Forward;
    }
  }

  private final Wire client;
  private final Backend backend;
  private final Faults faults;
  private final Commands commands;
  private final Map<String, Statement> statements = new HashMap<>();
  private final Map<String, Statement> portals = new HashMap<>();

  /** Faults are for others, and this client's statements are not counted. */
  private boolean spared;

  /** After an error every message up to the next Sync is ignored, as the protocol has it. */
  private boolean skipping;

  Session(Wire client, Backend backend, Faults faults, Commands commands) {
    this.client = client;
    this.backend = backend;
    this.faults = faults;
    this.commands = commands;
  }

  /** Serves the client until it leaves. */
  void serve() throws IOException {
    for (var frame = client.read(); frame.type() != 'X'; frame = client.read()) {
      switch (frame.type()) {
        case 'Q' -> simpleQuery(frame.textAt(0));
        case 'S' -> sync(frame);
        case 'H' -> client.flush();
        default -> {
          if (!skipping) {
            extended(frame);
          }
        }
      }
    }
  }

  private void extended(Frame frame) throws IOException {
    switch (frame.type()) {
      case 'P' -> parse(frame);
      case 'B' -> bind(frame);
      case 'D' -> describe(frame);
      case 'E' -> execute(frame);
      case 'C' -> {
        ("S".equals(frame.body()[0] == 'S' ? "S" : "P") ? statements : portals)
            .remove(frame.textAt(1));
        ask(frame, "3");
      }
      default -> throw new IOException("A message that no client should send: " + frame.type());
    }
  }

  private void parse(Frame frame) throws IOException {
    var name = frame.textAt(0);
    var textAt = frame.afterTextAt(0);
    var text = frame.textAt(textAt);
    List<Translation> translations;
    try {
      translations = Translator.translate(text);
    } catch (RedshiftError error) {
      refuse(error);
      return;
    }
    if (translations.size() > 1) {
      refuse(
          RedshiftError.of(
              "42601", "cannot insert multiple commands into a prepared statement", ""));
      return;
    }
    var translation = translations.isEmpty() ? new Forward(text) : translations.get(0);
    statements.put(name, new Statement(text, translation));
    if (translation instanceof Forward forward) {
      var types = frame.afterTextAt(textAt);
      var body = new FrameBody().text(name).text(forward.sql());
      ask(body.bytes(frame.body(), types, frame.body().length).frame('P'), "1");
    } else {
      client.write(Frame.empty('1'));
    }
  }

  private void bind(Frame frame) throws IOException {
    var statement = statements.get(frame.textAt(frame.afterTextAt(0)));
    if (statement != null) {
      portals.put(frame.textAt(0), statement);
    }
    if (statement == null || statement.isForwarded()) {
      ask(frame, "2");
    } else {
      client.write(Frame.empty('2'));
    }
  }

  private void describe(Frame frame) throws IOException {
    var isStatement = frame.body()[0] == 'S';
    var described = (isStatement ? statements : portals).get(frame.textAt(1));
    if (described == null || described.isForwarded()) {
      ask(frame, "Tn");
      return;
    }
    if (isStatement) {
      client.write(new FrameBody().int16(0).frame('t'));
    }
    client.write(Frame.empty('n'));
  }

  private void execute(Frame frame) throws IOException {
    var statement = portals.get(frame.textAt(0));
    if (statement == null) {
      ask(frame, "CIs");
      return;
    }
    var strike = next(statement.text(), statement.translation());
    if (strikeBefore(strike)) {
      return;
    }
    if (statement.isForwarded()) {
      ask(frame, "CIs");
    } else if (!commands.run(statement.translation(), this::toClient)) {
      skipping = true;
    }
    strikeAfter(strike);
  }

  private void sync(Frame frame) throws IOException {
    skipping = false;
    backend.send(frame);
    backend.drain(this::toClient);
    ready();
  }

  private void simpleQuery(String sql) throws IOException {
    skipping = false;
    try {
      var translations = Translator.translate(sql);
      if (translations.isEmpty()) {
        client.write(Frame.empty('I'));
      }
      for (var translation : translations) {
        if (!simpleStatement(sql, translation)) {
          break;
        }
      }
    } catch (RedshiftError error) {
      commands.fail(error, this::toClient);
    }
    ready();
  }

  private boolean simpleStatement(String sql, Translation translation) throws IOException {
    var strike = next(sql, translation);
    if (strikeBefore(strike)) {
      return false;
    }
    var done = commands.run(translation, this::toClient);
    strikeAfter(strike);
    return done;
  }

  private Faults.Strike next(String sql, Translation translation) {
    spared |=
        translation instanceof Translation.ArmFault fault && fault.fault().equals(Faults.SPARE_ME);
    return spared ? null : faults.next(sql);
  }

  private void ready() throws IOException {
    client.write(Frame.readyForQuery(backend.status()));
    client.flush();
  }

  /** Sends PostgreSQL a message and hands on its answer, up to a message of one of these types. */
  private void ask(Frame frame, String endings) throws IOException {
    backend.send(frame);
    backend.send(Frame.empty('H'));
    while (true) {
      var answer = backend.next();
      toClient(answer);
      if (answer.type() == Frame.ERROR) {
        skipping = true;
        return;
      }
      if (endings.indexOf(answer.type()) >= 0) {
        return;
      }
    }
  }

  private void refuse(RedshiftError error) throws IOException {
    commands.fail(error, this::toClient);
    skipping = true;
  }

  private void toClient(Frame frame) throws IOException {
    client.write(RedshiftDialect.of(frame));
  }

  /** Whether the statement must not be carried out any more. */
  private boolean strikeBefore(Faults.Strike strike) throws IOException {
    if (strike == null) {
      return false;
    }
    switch (strike.kind()) {
      case DROP_BEFORE -> drop();
      case SLOW -> commands.pause(strike.delay());
      case SERIALIZATION_CONFLICT -> {
        refuse(RedshiftDialect.serializationConflict());
        return true;
      }
      case DROP_AFTER -> {
        return false;
      }
    }
    return false;
  }

  private void strikeAfter(Faults.Strike strike) throws ConnectionDropped {
    if (strike != null && strike.kind() == Faults.Kind.DROP_AFTER) {
      drop();
    }
  }

  private void drop() throws ConnectionDropped {
    client.abort();
    backend.abort();
    throw new ConnectionDropped();
  }
}
