package io.retaillake.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import io.retaillake.bigquery.testing.TestLakehouse;
import io.retaillake.dashboard.testing.SmallShop;
import io.retaillake.dashboard.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page of a small shop in Chromium. */
class DashboardPageIT {

  private static final String WEEK = "?from=2024-03-08&to=2024-03-14";
  private static final String REVENUE = "[data-kpi=revenue] .value";

  private static final String LAYOUT_SHIFT =
      "const done = arguments[0]; let all = 0;"
          + "new PerformanceObserver(list => list.getEntries().forEach(e => all += e.value))"
          + ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(all), 300)";

  @TempDir static Path folder;
  private static TestLakehouse lakehouse;
  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start(folder);
    lakehouse = SmallShop.in(folder.resolve("lakehouse"));
    server = TestServer.of(folder.resolve("lakehouse"));
    server.lake().follow(Duration.ofMillis(200));
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
      browser.close();
    }
  }

  @AfterEach
  void theBrowserHadNothingToComplainOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theFiguresOfTheAddressAreShownAndNothingMovesWhileTheyCome() {
    browser.open(server.url() + WEEK);

    assertThat(browser.text(REVENUE)).isEqualTo("$260");
    assertThat(browser.text("[data-kpi=revenue] .change")).isEqualTo("▲ +73.3% from $150");
    assertThat(browser.text("[data-kpi=orders] .value")).isEqualTo("3");
    assertThat(browser.text("[data-card=trend] .sub"))
        .isEqualTo("$260 from 8 Mar to 14 Mar, by day");
    assertThat(browser.all("[data-card] .body > svg")).hasSizeGreaterThanOrEqualTo(7);
    assertThat(((Number) browser.runToItsEnd(LAYOUT_SHIFT)).doubleValue()).isLessThan(0.05);
  }

  @Test
  void filtersChangeTheFiguresAndTheAddressAndBackUndoesIt() {
    browser.open(server.url() + WEEK);

    browser.run(
        "const s = document.querySelector('[name=category]'); s.value = 'Toys';"
            + "s.dispatchEvent(new Event('change', {bubbles: true}))");
    Browser.await(() -> browser.text(REVENUE).equals("$100"));
    assertThat(browser.url()).endsWith(WEEK + "&category=Toys");
    browser.run(
        "document.querySelector('[data-pick=\"country=US\"]')"
            + ".dispatchEvent(new MouseEvent('click', {bubbles: true}))");
    Browser.await(() -> browser.text(REVENUE).equals("$60"));
    browser.back();
    Browser.await(() -> browser.text(REVENUE).equals("$100"));
    browser.one("#reset").click();
    Browser.await(() -> !browser.url().contains("category"));
  }

  @Test
  void aBadFilterInTheAddressIsToldOnThePage() {
    browser.run("location.href = arguments[0]", server.url() + "?category=%3Cscript%3E");
    Browser.await(() -> browser.one("#problem").isDisplayed());

    assertThat(browser.text("#problem")).startsWith("No event has such a category. Choose from:");
    assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains(" 400 "));
  }

  @Test
  void marksTellTheirFiguresToThePointerAndToKeys() {
    browser.open(server.url() + WEEK);

    browser.pointAt("[data-card=categories] .hit");
    assertThat(browser.text("#tip")).startsWith("Books\n$160.00 · 1 order");
    browser.run("document.querySelector('[data-card=trend] svg').focus()");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.text("#tip")).isEqualTo("8 Mar\n$200.00 · 1 order");
    browser.press(Keys.ESCAPE);
    assertThat(browser.one("#tip").isDisplayed()).isFalse();
  }

  @Test
  void aCardIsATableTooAndIsDownloadedAsCsvAndPng() throws Exception {
    browser.open(server.url() + WEEK);

    browser.one("[data-card=countries] [aria-label^=CSV]").click();
    Browser.awaitFile(folder.resolve("countries.csv"));
    assertThat(Files.readAllLines(folder.resolve("countries.csv")))
        .startsWith("country,revenue,orders,returns,share", "US,220,2,1,0.8461538461538461");
    browser.one("[data-card=countries] [aria-label^=PNG]").click();
    Browser.awaitFile(folder.resolve("countries.png"));
    assertThat(ImageIO.read(folder.resolve("countries.png").toFile()).getWidth())
        .isGreaterThan(600);
    browser.one("[data-card=countries] [aria-label^=Table]").click();
    assertThat(browser.text("[data-card=countries] tbody")).startsWith("US 220 2 1 0.8462");
  }

  @Test
  void aCommitArrivesOnAnOpenPage() {
    String day = "?from=2024-03-14&to=2024-03-15&country=US";
    browser.open(server.url() + day);
    Browser.await(() -> browser.text("#live-text").equals("live"));
    assertThat(browser.text(REVENUE)).isEqualTo("$60");

    SmallShop.order(lakehouse, "live");

    Browser.await(() -> browser.text(REVENUE).equals("$85"));
  }

  @Test
  void aCustomerIsLookedUpAndAScriptIsOnlyText() {
    browser.open(server.url());
    browser.one("#customer input").sendKeys("u1", Keys.ENTER);
    Browser.await(() -> browser.text("#customer-answer").contains("P(alive)"));

    browser.one("#customer input").clear();
    browser.one("#customer input").sendKeys("<script>document.title='x'</script>", Keys.ENTER);
    Browser.await(() -> browser.text("#customer-answer").equals("No table knows such a customer."));
    assertThat(browser.run("return document.title")).isEqualTo("Retail Lakehouse");
    assertThat(browser.complaints()).singleElement().asString().contains("404");
  }

  @Test
  void onAPhoneNothingIsCutOff() {
    browser.phone(390, 844);
    try {
      browser.open(server.url() + WEEK);

      assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
      assertThat(
              (List<?>)
                  browser.run(
                      "return [...document.querySelectorAll('.kpi .value, .card h2, .body svg"
                          + " text')].filter(e => e.getBoundingClientRect().right > 390 ||"
                          + " e.getBoundingClientRect().left < 0).map(e => e.textContent)"))
          .isEmpty();
    } finally {
      browser.phone(0, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void axeFindsNothingSerious(String theme) throws Exception {
    browser.open(server.url() + WEEK);
    if (!browser.run("return document.documentElement.dataset.theme").equals(theme)) {
      browser.one("#theme").click();
    }
    browser.run(Resources.toString(Resources.getResource("axe.min.js"), StandardCharsets.UTF_8));

    Object findings =
        browser.runToItsEnd(
            "const done = arguments[arguments.length - 1];"
                + "axe.run(document).then(r => done(r.violations"
                + ".filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))))");

    assertThat((List<?>) findings).isEmpty();
  }
}
