// The templates that are built into the program are those of the folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/lesson/order.h"
#include "tests/support/scenarios.h"
#include "ui/files/template_library.h"

namespace roundscope::ui {
namespace {

const std::string kFolder = ROUNDSCOPE_SOURCE_DIR "/resources/templates/";

TEST(TemplateLibrary, HoldsTheFoldersTemplatesInItsOrderWithTheirOwnTitles) {
  std::vector<std::string> ids;
  for (const TemplateInfo& each : templates()) {
    ids.push_back(each.id.toStdString());
    const std::string text = test::readFile(kFolder + ids.back() + ".roundscope.json");
    const Result<std::string> loaded = loadTemplate(each.id);
    ASSERT_TRUE(loaded.ok());
    EXPECT_EQ(loaded.value(), text);
    EXPECT_EQ(each.title.toStdString(), test::parsed(text).title);
    EXPECT_EQ(each.description.toStdString(), test::parsed(text).description);
  }
  EXPECT_EQ(ids, parseLessonOrder(test::readFile(kFolder + "order.txt")));
}

TEST(TemplateLibrary, NamesTheTemplatesThatThereAreInPlaceOfAnUnknownOne) {
  const Result<std::string> none = loadTemplate(QStringLiteral("pong"));
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().kind, ErrorKind::InputOutput);
  EXPECT_THAT(none.error().text(), testing::HasSubstr("ping, fan-out"));
}

}  // namespace
}  // namespace roundscope::ui
