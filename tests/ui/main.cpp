// One QApplication for all tests of the ui; what the window remembers lies in a folder that is thrown away.
#include <gtest/gtest.h>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  // What moves by itself would make tests wait; those that are about it let it move.
  if (qEnvironmentVariableIsEmpty("ROUNDSCOPE_REDUCED_MOTION")) qputenv("ROUNDSCOPE_REDUCED_MOTION", "1");
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  QStandardPaths::setTestModeEnabled(true);
  const QApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
