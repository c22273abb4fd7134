// The page that steps through a run, in a real browser without a window.
#include <gtest/gtest.h>

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/pictures/tools.h"

namespace roundscope::picture_test {
namespace {

/// What a reader does and sees; each test has its own `read`, which fills `seen`.
constexpr const char* kReader = R"(
<script>
  window.addEventListener("load", async () => {
    const seen = {};
    const history0 = history.length;
    const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const wait = () => new Promise((done) => setTimeout(done, 400));
    const visible = (element) => element.getClientRects().length > 0;
    const texts = () => [...document.querySelectorAll("#picture svg text")].filter(visible);
    const look = () => ({
      label: document.getElementById("words").textContent,
      shapes: [...document.querySelectorAll("#picture svg rect, #picture svg path, #picture svg text")].filter(visible).length,
      answered: texts().some((text) => /replied/.test(text.textContent)),
      step: document.querySelector("#lesson article:not([hidden]) h2")?.textContent ?? "",
      answer: document.querySelector("#lesson article:not([hidden]) details")?.open ?? false,
      hash: location.hash,
    });
    READ
    seen.requests = performance.getEntriesByType("resource").length;
    seen.history = history.length - history0;
    parent.postMessage(JSON.stringify(seen), "*");
  });
</script>
)";

/// A browser's window is never as narrow as a phone; a frame within it is.
constexpr const char* kFrame = R"(<!DOCTYPE html>
<body><pre id="seen"></pre>
<script>
  onmessage = (event) => {
    document.getElementById("seen").textContent = event.data.replaceAll("<", "\\u003c").replaceAll("&", "\\u0026");
  };
</script>
<iframe src="read.htmlHASH" width="WIDTH" height="900" frameborder="0"></iframe></body>
)";

struct Screen {
  int width = 1600;
  bool dark = false;
};

class Page : public ::testing::Test {
 protected:
  [[nodiscard]] QString file(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

  /// Opens `page` at `hash`, runs `read` in it, and gives what it saw. An error or a request is a failure.
  QJsonObject readerOf(const QString& page, const QByteArray& read, const QString& hash = {}, Screen screen = {}) {
    QFile saved(page);
    EXPECT_TRUE(saved.open(QIODevice::ReadOnly));
    QByteArray html = saved.readAll();
    EXPECT_TRUE(html.contains("</body>"));
    html.replace("</body>", QByteArray(kReader).replace("READ", read) + "</body>");
    write("read.html", html);
    write("frame.html",
          QByteArray(kFrame).replace("HASH", hash.toUtf8()).replace("WIDTH", QByteArray::number(screen.width)));
    const ToolOutcome browser =
        runTool("chromium", {"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                             "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr",
                             "--virtual-time-budget=8000", "--window-size=1700,1000",
                             QStringLiteral("--blink-settings=preferredColorScheme=%1").arg(screen.dark ? 0 : 1),
                             "--user-data-dir=" + file("profile"), "--dump-dom", "file://" + file("frame.html")});
    EXPECT_EQ(browser.status, 0) << browser.err.toStdString();
    EXPECT_FALSE(browser.err.contains("CONSOLE")) << browser.err.toStdString();
    const qsizetype start = browser.out.indexOf("<pre id=\"seen\">");
    const qsizetype end = browser.out.indexOf("</pre>", start);
    EXPECT_GE(start, 0) << browser.out.right(2'000).toStdString();
    const QByteArray told = browser.out.mid(start + 15, end - start - 15).replace("&gt;", ">");
    const QJsonObject seen = QJsonDocument::fromJson(told).object();
    EXPECT_EQ(seen["requests"].toInt(-1), 0);
    EXPECT_EQ(seen["history"].toInt(-1), 0) << "moving adds nothing to the way back";
    return seen;
  }

  QString render(const QStringList& arguments) {
    const QString page = file("p.html");
    roundscope(QStringList{"render"} + arguments + QStringList{"-o", page});
    return page;
  }

  void write(const char* name, const QByteArray& bytes) {
    QFile out(file(name));
    EXPECT_TRUE(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size()) << name;
  }

 private:
  QTemporaryDir m_folder;
};

TEST_F(Page, StepsWithKeysAndScrubber) {
  const QJsonArray seen = readerOf(render({"parallel-calls", "--variant", "Parallel"}), R"(
    seen.looks = [look()];
    for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight"]) {
      press(key);
      seen.looks.push(look());
    }
    const scrubber = document.getElementById("scrubber");
    scrubber.value = 2;
    scrubber.dispatchEvent(new Event("input"));
    await wait();
    seen.looks.push(look());
  )")["looks"]
                              .toArray();
  ASSERT_EQ(seen.size(), 8);
  const auto label = [&](int i) { return seen[i]["label"].toString().toStdString(); };
  EXPECT_EQ(label(0), "round 2 of 0–2") << "it opens where most can be seen";
  EXPECT_TRUE(seen[0]["answered"].toBool());
  EXPECT_EQ(label(1), "before the first round");
  EXPECT_FALSE(seen[1]["answered"].toBool()) << "what comes later is hidden";
  EXPECT_EQ(label(2), "round 0 of 0–2");
  EXPECT_EQ(label(3), "round 1 of 0–2");
  EXPECT_EQ(label(4), label(2));
  EXPECT_EQ(seen[4]["shapes"].toInt(), seen[2]["shapes"].toInt()) << "stepping back shows the same picture";
  EXPECT_EQ(label(5), label(0));
  EXPECT_EQ(label(6), label(0)) << "the end is the end";
  EXPECT_GT(seen[6]["shapes"].toInt(), seen[1]["shapes"].toInt());
  EXPECT_EQ(label(7), label(3));
  EXPECT_EQ(seen[7]["hash"].toString().toStdString(), "#round=1");
}

TEST_F(Page, OpensWhereItsAddressSays) {
  const QString page = render({"in-flight-limit"});
  const auto openedAt = [&](const char* hash) {
    return readerOf(page, "seen.look = look();", QLatin1String(hash))["look"].toObject();
  };
  EXPECT_EQ(openedAt("#round=12")["label"].toString().toStdString(), "round 12 of 0–20");
  EXPECT_EQ(openedAt("#start")["label"].toString().toStdString(), "before the first round");
  const QJsonObject third = openedAt("#step=3");
  EXPECT_EQ(third["step"].toString().toStdString(), "3 of 5 How long a slot is held");
  EXPECT_EQ(third["label"].toString().toStdString(), "in round 0 of 0–20");
  EXPECT_TRUE(openedAt("#nonsense")["step"].toString().startsWith("1 of 5"));
}

TEST_F(Page, TellsALessonStepByStepAndKeepsItsAnswersBehindAClick) {
  const QJsonArray seen = readerOf(render({"in-flight-limit"}), R"(
    seen.looks = [look()];
    for (const key of ["PageDown", "PageDown", "PageDown", "PageUp", "ArrowRight"]) {
      press(key);
      await wait();
      seen.looks.push(look());
    }
    document.querySelector("#lesson article:not([hidden]) summary")?.click();
  )")["looks"]
                              .toArray();
  ASSERT_EQ(seen.size(), 6);
  const auto step = [&](int i) { return seen[i]["step"].toString().left(6).toStdString(); };
  EXPECT_EQ(step(0), "1 of 5");
  EXPECT_FALSE(seen[0]["answer"].toBool());
  EXPECT_EQ(step(1), "1 of 5");
  EXPECT_TRUE(seen[1]["answer"].toBool()) << "the answer is a stop of its own";
  EXPECT_GT(seen[1]["shapes"].toInt(), seen[0]["shapes"].toInt()) << "and moves the picture";
  EXPECT_EQ(step(2), "2 of 5");
  EXPECT_EQ(seen[2]["hash"].toString().toStdString(), "#step=2");
  EXPECT_EQ(step(3), "3 of 5");
  EXPECT_EQ(step(4), "2 of 5");
  EXPECT_EQ(seen[5]["label"].toString().toStdString(), "round 0 of 0–20") << "from a step, rounds go on";
  EXPECT_EQ(seen[5]["hash"].toString().toStdString(), "#round=0");
}

TEST_F(Page, GivesEachStepThePictureItsWholeWidth) {
  const QJsonArray margins = readerOf(render({"in-flight-limit"}), R"(
    seen.margins = [];
    for (const key of ["PageDown", "PageDown", "PageDown", "PageDown", "PageDown"]) {
      press(key);
      await wait();
      const svg = [...document.querySelectorAll("#picture svg")].find(visible);
      seen.margins.push(svg.getBoundingClientRect().width - svg.viewBox.baseVal.width * svg.getScreenCTM().a);
    }
  )",
                                      {}, {.width = 800})["margins"]
                                 .toArray();
  ASSERT_EQ(margins.size(), 5);
  for (const QJsonValue& margin : margins) EXPECT_NEAR(margin.toDouble(), 0, 1);
}

TEST_F(Page, IsLegibleOnEveryScreenInTheReadersColours) {
  constexpr const char* kMeasure = R"(
    for (const details of document.querySelectorAll("details")) details.open = true;
    seen.text = Math.min(...texts().map((text) => parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a));
    seen.texts = texts().length;
    seen.sideways = document.documentElement.scrollWidth - innerWidth;
    seen.width = innerWidth;
    seen.paper = getComputedStyle(document.body).backgroundColor;
    seen.ink = getComputedStyle(texts()[0]).fill;
  )";
  const QString page = render({"in-flight-limit"});
  for (const bool dark : {false, true})
    for (const int width : {390, 800, 1600}) {
      const QJsonObject seen = readerOf(page, kMeasure, {}, {width, dark});
      EXPECT_EQ(seen["width"].toInt(), width);
      EXPECT_GT(seen["texts"].toInt(), 8) << width;
      EXPECT_GE(seen["text"].toDouble(), width == 390 ? 10.9 : 9.9) << width;
      EXPECT_LE(seen["sideways"].toInt(), 0) << width;
      EXPECT_EQ(seen["paper"].toString().toStdString(), dark ? "rgb(22, 25, 30)" : "rgb(255, 255, 255)");
      EXPECT_EQ(seen["ink"].toString().toStdString(), dark ? "rgb(232, 236, 241)" : "rgb(28, 36, 48)");
    }
  const QJsonObject asked =
      readerOf(render({"in-flight-limit", "--theme", "light"}), kMeasure, {}, {.width = 1600, .dark = true});
  EXPECT_EQ(asked["paper"].toString().toStdString(), "rgb(255, 255, 255)") << "a theme that was asked for stays";
}

TEST_F(Page, OfAStageFitsAPhone) {
  const QJsonObject seen = readerOf(render({"partial-failures", "--all", "--view", "stage", "--rounds", "0..1"}), R"(
    const picture = document.getElementById("picture");
    seen.sideways = picture.scrollWidth - picture.clientWidth;
    seen.text = Math.min(...texts().map((text) => parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a));
  )",
                                    {}, {.width = 390});
  EXPECT_EQ(seen["sideways"].toInt(-1), 0);
  EXPECT_GE(seen["text"].toDouble(), 10.9);
}

TEST_F(Page, OfAColumnFigureIsWholeOnAPhoneAndNotBlownUpOnAScreen) {
  const QString page = render({"sequential-calls", "--density", "compact", "--width-mm", "85", "--font-pt", "7"});
  for (const int width : {390, 1600}) {
    const QJsonObject seen = readerOf(page, R"(
      const picture = document.getElementById("picture");
      seen.sideways = picture.scrollWidth - picture.clientWidth;
      const sizes = texts().map((text) => parseFloat(text.getAttribute("font-size")) * text.getScreenCTM().a);
      seen.least = Math.min(...sizes);
      seen.most = Math.max(...sizes);
    )",
                                      {}, {.width = width});
    EXPECT_EQ(seen["sideways"].toInt(-1), 0) << width;
    EXPECT_GE(seen["least"].toDouble(), 9) << width;
    EXPECT_LE(seen["most"].toDouble(), 26) << width << ", of the title";
  }
}

TEST_F(Page, HasAtMostThreeMegabytesHoweverLargeTheRun) {
  constexpr qint64 kMost = 3'000'000;
  write("large.json", R"({"roundscope": 1, "subnets": [{"id": "a"}, {"id": "b"}], "canisters": [
    {"id": "caller", "subnet": "a", "methods": {"go": {"steps": [
      {"call": {"to": "callee.ping", "count": 1000000, "order": {"window": 500}}}, {"reply": {}}]}}},
    {"id": "callee", "subnet": "b", "methods": {"ping": {"instructions": 100000}}}],
    "ingress": [{"at_ms": 0, "to": "caller.go"}]})");
  EXPECT_LE(QFileInfo(render({file("large.json")})).size(), kMost);
  const QJsonObject seen = readerOf(file("p.html"), "seen.look = look(); press('ArrowLeft'); seen.before = look();");
  EXPECT_EQ(seen["look"]["label"].toString().toStdString(), "round 4,000 of 0–4,000");
  EXPECT_NE(seen["before"]["label"].toString().toStdString(), "round 3,999 of 0–4,000") << "fewer pictures";
  EXPECT_LE(QFileInfo(render({"window-of-calls"})).size(), kMost) << "six variants, thousands of rounds";
}

}  // namespace
}  // namespace roundscope::picture_test
