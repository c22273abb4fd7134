// What the program says where the machine lacks what it needs: a display, fonts, a home, settings that can be read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::Not;

/// Runs `roundscope ARGUMENTS…` with nothing in its environment but this.
Outcome bare(const std::vector<std::string>& environment, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"env", "-i"};
  words.insert(words.end(), environment.begin(), environment.end());
  words.emplace_back(ROUNDSCOPE_PROGRAM);
  words.insert(words.end(), arguments.begin(), arguments.end());
  return runProgram(words);
}

TEST(WithoutADisplay, TheWindowSaysSoAndWhatHelps) {
  const Outcome outcome = bare({}, {});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err,
              HasSubstr("the window: there is no display to open it on, expected a desktop, with DISPLAY or "
                        "WAYLAND_DISPLAY set; `roundscope run` and `render` need none\n"));
  for (const char* platform : {"xcb", "nonsense"}) {
    const Outcome named = bare({"QT_QPA_PLATFORM=" + std::string(platform)}, {"parallel-calls"});
    EXPECT_EQ(named.status, 3);
    EXPECT_THAT(named.err, HasSubstr("which is \"" + std::string(platform) + "\", expected a desktop"));
  }
}

TEST(WithoutADisplay, EverythingElseWorks) {
  const std::string picture = temporaryFile("bare.svg", "");
  EXPECT_EQ(bare({"QT_QPA_PLATFORM=xcb"}, {"render", "parallel-calls", "-o", picture}).status, 0);
  EXPECT_THAT(textOf(picture), HasSubstr("</svg>"));
  EXPECT_EQ(bare({}, {"run", "parallel-calls", "--json"}).status, 0);
}

TEST(WithoutFonts, NothingIsDrawnInBoxes) {
  const std::string none = "FONTCONFIG_FILE=" + temporaryFile("fonts.conf", "<fontconfig></fontconfig>");
  const std::string words =
      "fonts: this machine has none that could be drawn with, expected some, as of Debian's package "
      "fonts-dejavu-core\n";
  for (const char* name : {"boxes.png", "boxes.svg", "boxes.pdf", "boxes.html", "boxes.gif"}) {
    const std::string picture = temporaryFile(name, "old");
    const Outcome drawn = bare({none}, {"render", "parallel-calls", "-o", picture});
    EXPECT_EQ(drawn.status, 3);
    EXPECT_THAT(drawn.err, HasSubstr(words));
    EXPECT_EQ(textOf(picture), "old");
  }
  const std::string swept = temporaryFile("swept.png", "old");
  EXPECT_EQ(bare({none}, {"sweep", "parallel-calls", "--set", "/seed=1,2", "-o", swept}).err, words);
  const Outcome window = bare({none, "QT_QPA_PLATFORM=offscreen"}, {});
  EXPECT_EQ(window.status, 3);
  EXPECT_THAT(window.err, HasSubstr(words));
  EXPECT_EQ(bare({none}, {"run", "parallel-calls", "--json"}).status, 0) << "numbers need no fonts";
}

/// What the window says on the error stream before it waits for its user.
std::string saidByTheWindow(const std::vector<std::string>& environment) {
  std::vector<std::string> words{"env", "-i", "QT_QPA_PLATFORM=offscreen"};
  words.insert(words.end(), environment.begin(), environment.end());
  words.insert(words.end(), {ROUNDSCOPE_PROGRAM, "--log-level", "info"});
  const Outcome outcome = runUntilSaid(words, "the window shows");
  EXPECT_THAT(outcome.err, HasSubstr("the window shows sequential-calls"));
  return outcome.err;
}

TEST(WithoutAHome, TheWindowOpensAndSaysThatItRemembersNothing) {
  EXPECT_THAT(
      saidByTheWindow({"HOME=/dev/null"}),
      HasSubstr(
          "/dev/null/.config/roundscope/roundscope.settings: what the window remembers cannot be saved, expected a "
          "file in a folder that may be written to, and free space"));
}

TEST(Settings, ThatAreDamagedOrAFolderAreSaidToBe) {
  const fs::path home = temporaryFile("home", "") + ".d";
  fs::create_directories(home / "roundscope");
  const fs::path file = home / "roundscope/roundscope.settings";
  const std::string place = "XDG_CONFIG_HOME=" + home.string();
  EXPECT_THAT(saidByTheWindow({place}), Not(HasSubstr(file.string()))) << "at the first start there are none";
  std::ofstream(file) << "window/theme=s:dark\nno setting at all\nwindow/state=b:////////\n";
  EXPECT_THAT(saidByTheWindow({place}),
              HasSubstr(file.string() + ": is damaged: what is no setting there is passed over"));
  std::ofstream(file) << std::string("\x00\xff[\x01=\xfe\n\x7f\x00%%%=@@@", 16);
  saidByTheWindow({place});
  fs::remove(file);
  fs::create_directory(file);
  EXPECT_THAT(saidByTheWindow({place}), HasSubstr(file.string() + ": what the window remembers cannot be read"));
  fs::remove_all(home);
}

}  // namespace
}  // namespace roundscope::test
