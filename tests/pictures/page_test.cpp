// The page that steps through a run, in a real browser without a window.
#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include "tests/pictures/tools.h"

namespace roundscope::picture_test {
namespace {

/// Presses keys as a reader does, and writes into the page what is seen after each.
constexpr const char* kReader = R"(
<script>
  window.addEventListener("load", () => {
    const seen = [];
    const look = (key) => {
      if (key) document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      const shapes = document.querySelectorAll("svg rect, svg path, svg text").length;
      const texts = [...document.querySelectorAll("svg text")].map((text) => text.textContent).join(" ");
      seen.push([key, document.getElementById("words").textContent, shapes, /replied/.test(texts)].join(","));
    };
    look("");
    for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "Home"]) look(key);
    const scrubber = document.getElementById("scrubber");
    scrubber.value = 2;
    scrubber.dispatchEvent(new Event("input"));
    look("scrubber");
    const list = document.createElement("pre");
    list.id = "seen";
    list.textContent = seen.join("\n") + "\nrequests " + performance.getEntriesByType("resource").length;
    document.body.append(list);
  });
</script>
)";

struct Seen {
  QString key, label;
  int shapes = 0;
  bool answered = false;
};

TEST(Page, StepsWithKeysAndScrubberWithoutAnErrorOrARequest) {
  const QTemporaryDir folder;
  const QString page = folder.filePath(QStringLiteral("p.html"));
  roundscope({"render", "parallel-calls", "--variant", "Parallel", "-o", page});
  QFile file(page);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  QByteArray html = file.readAll();
  file.close();
  ASSERT_TRUE(html.contains("</body>"));
  html.replace("</body>", QByteArray(kReader) + "</body>");
  const QString read = folder.filePath(QStringLiteral("read.html"));
  QFile out(read);
  ASSERT_TRUE(out.open(QIODevice::WriteOnly) && out.write(html) == html.size());
  out.close();
  const ToolOutcome browser = runTool(
      "chromium", {"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=5000",
                   "--user-data-dir=" + folder.filePath(QStringLiteral("profile")), "--dump-dom", "file://" + read});
  ASSERT_EQ(browser.status, 0) << browser.err.toStdString();
  EXPECT_FALSE(browser.err.contains("CONSOLE")) << browser.err.toStdString();
  const QString dom = QString::fromUtf8(browser.out);
  const qsizetype start = dom.indexOf(QStringLiteral("<pre id=\"seen\">"));
  ASSERT_GE(start, 0) << dom.right(2'000).toStdString();
  const QStringList lines = dom.mid(start + 15, dom.indexOf(QStringLiteral("</pre>"), start) - start - 15).split('\n');
  ASSERT_EQ(lines.size(), 9);
  EXPECT_EQ(lines.last(), QStringLiteral("requests 0"));
  std::vector<Seen> seen;
  for (const QString& line : lines.mid(0, 8)) {
    const QStringList parts = line.split(',');
    ASSERT_EQ(parts.size(), 4) << line.toStdString();
    seen.push_back({parts[0], parts[1], parts[2].toInt(), parts[3] == QLatin1String("true")});
  }
  EXPECT_EQ(seen[0].label, QStringLiteral("before the first round"));
  EXPECT_EQ(seen[1].label, QStringLiteral("round 0 of 2"));
  EXPECT_EQ(seen[2].label, QStringLiteral("round 1 of 2"));
  EXPECT_EQ(seen[3].label, seen[1].label);
  EXPECT_EQ(seen[3].shapes, seen[1].shapes) << "stepping back shows the same picture";
  EXPECT_EQ(seen[4].label, QStringLiteral("round 2 of 2"));
  EXPECT_EQ(seen[5].label, seen[4].label) << "the end is the end";
  EXPECT_EQ(seen[6].label, seen[0].label);
  EXPECT_EQ(seen[7].label, seen[2].label);
  EXPECT_FALSE(seen[0].answered) << "what comes later is hidden";
  EXPECT_TRUE(seen[4].answered);
  EXPECT_GT(seen[4].shapes, seen[0].shapes);
}

}  // namespace
}  // namespace roundscope::picture_test
