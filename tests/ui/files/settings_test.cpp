// What the program remembers, and what it says where it cannot.
#include "ui/settings.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "ui/files/recent_files.h"
#include "ui/files/write_file.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() : path(openSettings().fileName()) { removeAll(); }
  ~SettingsTest() override { removeAll(); }
  void removeAll() const {
    openSettings().clear();
    openSettings().sync();
    QFile::remove(path);
    QDir(path).removeRecursively();
  }
  /// The program meets the file as after a start.
  void put(const QByteArray& content) const {
    ASSERT_TRUE(QFileInfo(path).dir().mkpath(QStringLiteral(".")));
    ASSERT_FALSE(writeFile(path, content));
  }
  const QString path;
};

TEST_F(SettingsTest, HaveNoTroubleAtTheFirstStartAndLater) {
  EXPECT_FALSE(settingsTrouble());
  remember([](QSettings& settings) { settings.setValue("a", 1); });
  EXPECT_FALSE(settingsTrouble());
  EXPECT_EQ(openSettings().value("a").toInt(), 1);
}

TEST_F(SettingsTest, ThatAreDamagedAreSaidToBeAndTheRestOfThemIsRead) {
  put("[window]\nno setting\ntheme=dark\n");
  const auto trouble = settingsTrouble();
  ASSERT_TRUE(trouble);
  EXPECT_EQ(trouble->where, path.toStdString());
  EXPECT_EQ(trouble->kind, ErrorKind::InputOutput);
  EXPECT_NE(trouble->what.find("damaged"), std::string::npos);
  EXPECT_EQ(openSettings().value("window/theme").toString(), "dark");
}

TEST_F(SettingsTest, ThatCannotBeSavedAreSaidNotToBe) {
  ASSERT_TRUE(QFileInfo(path).dir().mkpath(QFileInfo(path).fileName()));  // a folder in their place
  const auto trouble = settingsTrouble();
  ASSERT_TRUE(trouble);
  EXPECT_NE(trouble->what.find("cannot be read"), std::string::npos);
  testing::internal::CaptureStderr();
  noteRecentFile(QStringLiteral("/tmp/a.json"));
  clearRecentFiles();
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("what the window remembers cannot be saved"), std::string::npos);
  EXPECT_EQ(said.find("cannot be saved"), said.rfind("cannot be saved")) << "once is enough: " << said;
}

TEST_F(SettingsTest, OfAnyContentOpenAWindow) {
  for (const char* content :
       {"[window]\nstate=@Variant(\\0\\0\\0\\x7f\\xff\\xff\\xff\\xff)\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3)"
        "\n",
        "[window]\nstate=@ByteArray(\\0\\0\\0\\xff\\0\\0\\0\\xfd\\x7f\\xff\\xff\\xff)\nsplitter=@ByteArray("
        "\\xff\\xff\\xff)\n",
        "[files]\nrecent=@Invalid()\n[pictures]\npurpose=99999999999999\nslide\\figure={\"width_mm\": -1e308}\n"
        "slide\\ending=.nonsense\n[view]\nshown=\\x1\n[lessons]\nsequential-calls\\seen=-7\n"}) {
    put(content);
    const MainWindow window;
    EXPECT_GT(window.width(), 0) << content;
  }
}

}  // namespace
}  // namespace roundscope::ui
