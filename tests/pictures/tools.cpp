// Tools run by QProcess; pictures are compared by blocks of pixels.
#include "tests/pictures/tools.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdlib>

namespace roundscope::picture_test {

namespace {

constexpr int kTimeoutMs = 120'000;
constexpr int kBlockPx = 4;

}  // namespace

ToolOutcome runTool(const QString& program, const QStringList& arguments) {
  static const QTemporaryDir runtimeFolder;  // Qt remarks on machines that have none
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtimeFolder.path());
  QProcess process;
  process.setProcessEnvironment(environment);
  process.start(program, arguments);
  if (!process.waitForStarted()) {
    ADD_FAILURE() << program.toStdString() << " is not installed; `./dev test` installs it";
    return {};
  }
  if (!process.waitForFinished(kTimeoutMs)) {
    ADD_FAILURE() << program.toStdString() << " did not end";
    process.kill();
    process.waitForFinished();
    return {};
  }
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

ToolOutcome roundscope(const QStringList& arguments) {
  ToolOutcome outcome = runTool(QStringLiteral(ROUNDSCOPE_PROGRAM), arguments);
  constexpr int kExpectationBroken = 4;  // of `run`, for a lesson that shows it
  EXPECT_TRUE(outcome.status == 0 || outcome.status == kExpectationBroken) << arguments.join(' ').toStdString() << '\n'
                                                                           << outcome.err.toStdString();
  return outcome;
}

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  return file.readAll();
}

std::vector<std::string> lessonIds() {
  std::vector<std::string> ids;
  const QDir folder(QStringLiteral(ROUNDSCOPE_SOURCE_DIR "/resources/lessons"));
  for (const QString& id : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) ids.push_back(id.toStdString());
  return ids;
}

Difference differenceOf(const QImage& a, const QImage& b) {
  if (a.size() != b.size() || a.isNull()) return {255, 1};
  const QSize small = a.size() / kBlockPx;
  const auto reduced = [&](const QImage& image) {
    return image.convertToFormat(QImage::Format_RGB32)
        .scaled(small, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
  };
  const QImage first = reduced(a);
  const QImage second = reduced(b);
  double sum = 0;
  double far = 0;
  for (int y = 0; y < small.height(); ++y)
    for (int x = 0; x < small.width(); ++x) {
      const QRgb p = first.pixel(x, y);
      const QRgb q = second.pixel(x, y);
      const int most =
          std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
      sum += most;
      far += most > 60 ? 1 : 0;
    }
  const double count = static_cast<double>(small.width()) * small.height();
  return {sum / count, far / count};
}

}  // namespace roundscope::picture_test
