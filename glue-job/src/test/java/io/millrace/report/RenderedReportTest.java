package io.millrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page in a headless Chromium, at a phone's width and at a desktop's, where this machine has
 * one; which it was is printed. Pictures of it are left in {@code target/report/}.
 */
class RenderedReportTest {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int PATIENCE_SECONDS = 60;

  /** A page that looks at another one and writes down what it sees. */
  private static final String OBSERVER =
      """
      <!DOCTYPE html><body><iframe id="page" src="%s" width="%d" height="900"></iframe><script>
      page.onload = () => {
        const inner = page.contentDocument, root = inner.documentElement;
        const hidden = [...inner.querySelectorAll('h1, h2, h3, .figures li, .funnel, .lane')]
          .filter(one => one.getBoundingClientRect().height < 5 && getComputedStyle(one).display !== 'none');
        const seen = document.createElement('pre');
        seen.id = 'seen';
        seen.textContent = 'overflow=' + (root.scrollWidth - root.clientWidth)
          + ' hidden=' + hidden.length
          + ' headings=' + inner.querySelectorAll('h2').length
          + ' bars=' + [...inner.querySelectorAll('.bar span')].filter(one => one.getBoundingClientRect().width > 3).length
          + ' text=' + getComputedStyle(inner.body).fontSize;
        document.body.append(seen);
      };
      </script></body>
      """;

  @Test
  void itFitsAPhoneAndADesktop() throws Exception {
    var browser = browser();
    System.out.println(
        browser
            .map(path -> "report: rendered by " + path)
            .orElse("report: not rendered, since no Chromium is on the PATH; parsed alone"));
    if (browser.isPresent()) {
      var folder = Files.createDirectories(Path.of("target/report").toAbsolutePath());
      for (var name : List.of("good", "bad")) {
        var report = name.equals("good") ? Reports.good() : Reports.bad();
        Files.writeString(folder.resolve(name + ".html"), report.html());
      }
      assertThat(seen(browser.get(), folder, "good", 390))
          .contains("overflow=0", "hidden=0", "headings=8", "bars=17", "text=16px");
      assertThat(seen(browser.get(), folder, "good", 1280)).contains("overflow=0", "hidden=0");
      assertThat(seen(browser.get(), folder, "bad", 390)).contains("overflow=0", "hidden=0");
      screenshot(browser.get(), folder, "good");
    }
  }

  private static String seen(Path browser, Path folder, String page, int width) throws Exception {
    var observer = folder.resolve("observer.html");
    Files.writeString(observer, OBSERVER.formatted(page + ".html", width));
    var dom = folder.resolve("observed.html");
    run(
        dom,
        List.of(
            browser.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--allow-file-access-from-files",
            "--virtual-time-budget=5000",
            "--window-size=1400,1000",
            "--dump-dom",
            observer.toUri().toString()));
    return Files.readString(dom);
  }

  private static void screenshot(Path browser, Path folder, String page) throws Exception {
    var picture = folder.resolve(page + ".png");
    Files.deleteIfExists(picture);
    run(
        folder.resolve("screenshot.txt"),
        List.of(
            browser.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1280,4200",
            "--screenshot=" + picture,
            folder.resolve(page + ".html").toUri().toString()));
    assertThat(picture).isNotEmptyFile();
  }

  private static void run(Path out, List<String> command) throws Exception {
    var profile = Files.createTempDirectory(out.getParent(), "profile");
    var all = new ArrayList<>(command);
    all.add(1, "--user-data-dir=" + profile);
    var process =
        new ProcessBuilder(all)
            .redirectOutput(out.toFile())
            .redirectError(out.resolveSibling("browser.log").toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as(Files.readString(out.resolveSibling("browser.log"), StandardCharsets.ISO_8859_1))
        .isZero();
  }

  private static Optional<Path> browser() throws IOException {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
