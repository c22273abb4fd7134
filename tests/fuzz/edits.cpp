// Edits of a document. The input: a scenario's text, then edits as "set /pointer VALUE", parted by zero bytes.
#include <functional>
#include <map>

#include "core/scenario/document.h"
#include "core/scenario/text_change.h"
#include "tests/fuzz/input.h"

using namespace roundscope;

namespace {

using Edit = std::function<Result<std::string>(const Document&, const std::string&, const std::string&)>;

const std::map<std::string, Edit>& edits() {
  static const std::map<std::string, Edit> kEdits{
      {"set", [](const Document& d, const std::string& p, const std::string& v) { return d.set(p, v); }},
      {"insert", [](const Document& d, const std::string& p, const std::string& v) { return d.insert(p, v); }},
      {"remove", [](const Document& d, const std::string& p, const std::string&) { return d.remove(p); }},
      {"move", [](const Document& d, const std::string& p, const std::string& v) { return d.move(p, v); }},
      {"duplicate", [](const Document& d, const std::string& p, const std::string&) { return d.duplicate(p); }},
      {"rename", [](const Document& d, const std::string& p, const std::string& v) { return d.rename(p, v); }}};
  return kEdits;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> texts = fuzz::textsIn(data, size);
  EditHistory history;
  std::string text = texts[0];
  for (std::size_t i = 1; i < texts.size(); ++i) {
    const fuzz::Words words = fuzz::wordsIn(texts[i]);
    const auto edit = edits().find(words.first);
    if (edit == edits().end()) continue;
    const fuzz::Words arguments = fuzz::wordsIn(words.rest);
    const Document document(text);
    const Result<std::string> edited = edit->second(document, arguments.first, arguments.rest);
    if (!edited.ok()) {
      fuzz::checkError(edited.error());
      const bool calledBroken = edited.error().what.find("broken JSON") != std::string::npos;
      RS_CHECK(!calledBroken || !Document(arguments.rest).isJson());  // the value, never what the edit made
      continue;
    }
    RS_CHECK(Document(edited.value()).isJson());
    if (words.first == "set") RS_CHECK(Document(edited.value()).contains(arguments.first));
    const TextChange change = changeBetween(text, edited.value());
    RS_CHECK(applied(text, change) == edited.value());
    history.add(change);
    text = edited.value();
  }
  while (const auto change = history.undo()) text = applied(text, *change);
  RS_CHECK(text == texts[0]);
  return 0;
}
