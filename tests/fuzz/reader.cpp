// Reader, check and overrides. The input: a scenario's text, then overrides as "/pointer VALUE", parted by zero bytes.
#include "core/scenario/parse.h"
#include "core/scenario/warnings.h"
#include "tests/fuzz/input.h"

using namespace roundscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> texts = fuzz::textsIn(data, size);
  ParseOptions options{.fileName = "f.json"};
  for (std::size_t i = 1; i < texts.size(); ++i) {
    const fuzz::Words words = fuzz::wordsIn(texts[i]);
    put(options.overrides, {words.first, words.rest});
  }
  const Result<ScenarioSet> set = parseScenario(texts[0], options);
  if (!set.ok()) {
    fuzz::checkError(set.error());
    return 0;
  }
  RS_CHECK(!set.value().variants.empty());
  static_cast<void>(warningsOf(set.value(), options.fileName));
  // What was accepted is accepted again, and is the same.
  const Result<ScenarioSet> again = parseScenario(set.value().sourceText, options);
  RS_CHECK(again.ok() && again.value() == set.value());
  // A variant alone is what it is among the others.
  const std::string& name = set.value().variants.back().variant;
  options.onlyVariant = name;
  const Result<ScenarioSet> alone = parseScenario(texts[0], options);
  if (!name.empty()) RS_CHECK(alone.ok() && alone.value().variants.front() == set.value().variants.back());
  return 0;
}
