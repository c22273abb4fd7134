// A thousand random edits of each scenario: the document does what the same edit of plain JSON does, loses no comment
// that it need not lose, and undoing all of them gives the first text byte by byte.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/base/random.h"
#include "core/scenario/document.h"
#include "core/scenario/json_document.h"
#include "core/scenario/text_place.h"

namespace roundscope::test {
namespace {

using detail::Json;

std::vector<std::string> pointersIn(const Json& json, const std::string& pointer = "") {
  std::vector<std::string> all;
  if (!json.is_structured()) return all;
  for (const auto& item : json.items()) {
    all.push_back(detail::childPointer(pointer, item.key()));
    const auto inner = pointersIn(item.value(), all.back());
    all.insert(all.end(), inner.begin(), inner.end());
  }
  return all;
}

/// Comments are numbered, so that each can be told from the others.
std::string withComments(const std::string& text) {
  std::string out;
  int number = 0;
  bool inText = false, inComment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!inText && text.compare(i, 2, "//") == 0) inComment = true;
    if (c == '\n') inComment = false;
    if (c == '"' && !inComment && (i == 0 || text[i - 1] != '\\')) inText = !inText;
    out += c;
    if (inText || inComment) continue;
    if (c == '{' && number % 2 == 0)
      out += " /*#" + std::to_string(number++) + "#*/ ";
    else if (c == '{')
      ++number;
    if (c == ',' && i + 1 < text.size() && text[i + 1] == '\n') out += "  // #" + std::to_string(number++) + "#";
  }
  return out;
}

std::set<std::string> commentsIn(const std::string& text) {
  std::set<std::string> found;
  for (std::size_t at = 0; (at = text.find('#', at)) != std::string::npos;) {
    const std::size_t end = text.find('#', at + 1);
    if (end == std::string::npos) break;
    found.insert(text.substr(at, end + 1 - at));
    at = end + 1;
  }
  return found;
}

/// Comments that may go: those within the value and on the line on which it ends.
std::set<std::string> commentsOf(const Document& document, const std::string& pointer) {
  const TextRange range = *rangeOf(document.text(), pointer);
  const std::size_t line = std::min(document.text().find('\n', range.end), document.text().size());
  return commentsIn(document.text().substr(range.begin, line - range.begin));
}

struct Edit {
  Result<std::string> text;
  Json json;
  std::set<std::string> mayGo;
  bool movesElements = false;  ///< of a list, so that what points at them follows (follow_test.cpp)
};

/// What may follow an edit of a list elsewhere.
std::vector<std::string> followers(const Json& json) {
  std::vector<std::string> all;
  if (json.contains("knobs")) all.emplace_back("/knobs");
  if (!json.contains("variants") || !json["variants"].is_array()) return all;
  for (std::size_t i = 0; i < json["variants"].size(); ++i)
    if (const Json& variant = json["variants"][i]; variant.is_object() && variant.contains("patch"))
      if (variant["patch"].is_array()) all.push_back("/variants/" + std::to_string(i) + "/patch");
  return all;
}
Json withoutFollowers(Json json) {
  for (const std::string& pointer : followers(json)) json[Json::json_pointer(pointer)] = nullptr;
  json.erase("knobs");
  return json;
}

class RandomEdits {
 public:
  explicit RandomEdits(std::uint64_t seed) : m_random(seed) {}

  Edit next(const Document& document) {
    Edit edit = any(document);
    if (!edit.movesElements) return edit;
    for (const std::string& pointer : followers(detail::readJson(document.text())))
      edit.mayGo.merge(commentsOf(document, pointer));
    return edit;
  }

 private:
  Edit any(const Document& document) {
    const Json json = detail::readJson(document.text());
    const std::vector<std::string> pointers = pointersIn(json);
    const std::string at = pointers.empty() ? "/new" : pointers[m_random.between(0, pointers.size() - 1)];
    const Json::json_pointer place(at);
    Json after = json;
    const std::string value = values()[m_random.between(0, values().size() - 1)];
    const std::string parent = parentOf(at).parent;
    const bool inList = json.at(Json::json_pointer(parent)).is_array();
    const bool moves = inList && !at.starts_with("/variants") && !at.starts_with("/knobs");
    switch (m_random.between(0, 5)) {
      case 0:
        if (pointers.empty()) break;
        after[place] = Json::parse(value);
        return {document.set(at, value), after, commentsOf(document, at)};
      case 1: {
        const std::string name = "made" + std::to_string(m_random.between(0, 999));
        const std::string holder = json.at(Json::json_pointer(parent)).is_object() ? parent : std::string();
        after[Json::json_pointer(holder)][name] = Json::parse(value);
        const bool existed = document.contains(holder + '/' + name);
        return {document.set(holder + '/' + name, value), after,
                existed ? commentsOf(document, holder + '/' + name) : std::set<std::string>()};
      }
      case 2:
        if (!inList) break;
        after = json.patch(Json::array({Json{{"op", "add"}, {"path", at}, {"value", Json::parse(value)}}}));
        return {document.insert(at, value), after, {}, moves};
      case 3:
        if (pointers.size() < 20) break;
        after = json.patch(Json::array({Json{{"op", "remove"}, {"path", at}}}));
        return {document.remove(at), after, commentsOf(document, at), moves};
      case 4: {
        if (!inList) break;
        const std::size_t size = json.at(Json::json_pointer(parent)).size();
        const std::string to = parent + '/' + std::to_string(m_random.between(0, size - 1));
        after = json.patch(Json::array({Json{{"op", "move"}, {"from", at}, {"path", to}}}));
        return {document.move(at, to), after, commentsOf(document, at), moves};
      }
      default:
        if (!inList || json.at(place).dump().size() > 2'000) break;
        after = json.patch(Json::array({Json{{"op", "copy"}, {"from", at}, {"path", at}}}));
        return {document.duplicate(at), after, {}, moves};
    }
    return {document.text(), json, {}};
  }

  static const std::vector<std::string>& values() {
    static const std::vector<std::string> all{
        "7",  "\"a \\\"b\\\" \\u00e4\"", "true",          "{}",
        "[]", "[1, 2, {\"x\": null}]",   "{\"work\": 5}", "{\"call\": {\"to\": \"a.b\", \"count\": 3}}"};
    return all;
  }
  Random m_random;
};

class DocumentProperty : public testing::TestWithParam<std::string> {};

TEST_P(DocumentProperty, AThousandEditsKeepCommentsAndUndoByteByByte) {
  std::ostringstream read;
  read << std::ifstream(std::string(ROUNDSCOPE_SOURCE_DIR) + "/resources/" + GetParam()).rdbuf();
  const std::string first = withComments(read.str());
  ASSERT_FALSE(commentsIn(first).empty());
  RandomEdits edits(first.size());
  Document document(first);
  EditHistory history;
  for (int i = 0; i < 1'000; ++i) {
    const Edit edit = edits.next(document);
    ASSERT_TRUE(edit.text.ok()) << edit.text.error().text();
    const Document after(edit.text.value());
    ASSERT_TRUE(after.isJson()) << i << '\n' << after.text();
    const Json json = detail::readJson(after.text());
    if (edit.movesElements)
      ASSERT_EQ(withoutFollowers(json), withoutFollowers(edit.json)) << i;
    else
      ASSERT_EQ(json, edit.json) << i;
    std::set<std::string> kept = commentsIn(after.text());
    for (const std::string& comment : commentsIn(document.text()))
      ASSERT_TRUE(kept.contains(comment) || edit.mayGo.contains(comment)) << i << ": lost " << comment;
    history.add(changeBetween(document.text(), after.text()));
    document = after;
  }
  std::string text = document.text();
  while (const auto change = history.undo()) text = applied(text, *change);
  EXPECT_EQ(text, first);
  while (const auto change = history.redo()) text = applied(text, *change);
  EXPECT_EQ(text, document.text());
}

INSTANTIATE_TEST_SUITE_P(Scenarios, DocumentProperty,
                         testing::Values("examples/payroll.roundscope.json",
                                         "lessons/reentrancy/scenario.roundscope.json",
                                         "lessons/partial-failures/scenario.roundscope.json",
                                         "lessons/callee-trust/scenario.roundscope.json"),
                         [](const auto& info) { return std::to_string(info.index); });

}  // namespace
}  // namespace roundscope::test
