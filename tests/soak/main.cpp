// Random use of the window, and whether all that must hold holds: `./dev soak` tells how it is called.
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QDirIterator>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <cstdio>

#include "core/base/heaps.h"
#include "tests/soak/checks.h"
#include "tests/soak/history.h"
#include "tests/soak/user.h"

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// Sanitizers keep what is freed for a while, so that memory says nothing there.
constexpr double kMostGrowthMb = kSanitized ? 0 : 10;

/// Good files and bad ones, copied where they may be overwritten.
void gatherFiles(const QString& folder) {
  const QString source = QStringLiteral(ROUNDSCOPE_SOURCE_DIR);
  for (const char* from : {"/resources/lessons", "/resources/examples", "/resources/templates",
                           "/tests/core/scenario/malformed", "/tests/fuzz/seeds", "/tests/soak/files"}) {
    QDirIterator files(source + QLatin1String(from), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      const QString file = files.next();
      QString name = file.mid(source.size() + 1);
      if (!name.contains(QLatin1Char('.'))) name += QStringLiteral(".json");
      const QString copy = folder + QLatin1Char('/') + name.replace(QLatin1Char('/'), QLatin1Char('-'));
      if (QFile::copy(file, copy)) QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  using namespace roundscope::soak;
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QTemporaryDir home;
  qputenv("XDG_RUNTIME_DIR", QFile::encodeName(home.path()));
  qputenv("HOME", QFile::encodeName(home.path()));
  for (const char* variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) qunsetenv(variable);
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
  QStandardPaths::setTestModeEnabled(true);
  roundscope::useFewHeaps();
  const QApplication application(argc, argv);
  QApplication::setQuitOnLastWindowClosed(false);

  QCommandLineParser parser;
  parser.addOptions({{QStringLiteral("seed"), {}, QStringLiteral("number"), QStringLiteral("1")},
                     {QStringLiteral("actions"), {}, QStringLiteral("number"), QStringLiteral("0")},
                     {QStringLiteral("seconds"), {}, QStringLiteral("number"), QStringLiteral("0")}});
  parser.process(application);
  const Plan plan{parser.value(QStringLiteral("seed")).toULongLong(),
                  parser.value(QStringLiteral("actions")).toULongLong(),
                  parser.value(QStringLiteral("seconds")).toDouble(), kMostGrowthMb};

  const QString folder = home.path() + QStringLiteral("/files");
  QDir().mkpath(folder);
  gatherFiles(folder);
  QDir::setCurrent(folder);
  tellHistoryAtCrash({plan.seed, kSanitized});
  failAtWarnings();
  QString report;
  {
    User user(plan, folder);
    // Not quit(), which closes the window first, and that would ask what to do with its work.
    QObject::connect(&user, &User::done, &application, [] { QApplication::exit(); });
    user.begin();
    QApplication::exec();
    report = user.report();
  }
  std::fputs(report.toUtf8().constData(), stdout);
  return 0;
}
