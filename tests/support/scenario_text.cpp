// Scenario files for tests.
#include "tests/support/scenario_text.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "core/base/check.h"

namespace roundscope::test {
namespace {

std::string scenarioText(std::string_view fields, std::string_view steps) {
  return std::string("{\"roundscope\": 1,\n") + std::string(fields) +
         "\"subnets\": [{\"id\": \"app-1\"}, {\"id\": \"app-2\"}],\n"
         "\"canisters\": [\n"
         "{\"id\": \"caller\", \"subnet\": \"app-1\", \"variables\": {\"balance\": 100, \"count\": 0}, \"methods\": {\n"
         "\"go\": {\"steps\": [" +
         std::string(steps) +
         "]}}},\n"
         "{\"id\": \"callee\", \"subnet\": \"app-2\", \"methods\": {\"ping\": {}, \"undo\": {}}}],\n"
         "\"ingress\": [{\"to\": \"caller.go\"}]}\n";
}

ParseOptions options(std::vector<Override> overrides) { return {"x.json", std::move(overrides)}; }

}  // namespace

std::string readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << "cannot read " << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string withSteps(std::string_view steps) { return scenarioText("", steps); }
std::string withFields(std::string_view fields) {
  return scenarioText(std::string(fields) + ",\n", R"({"call": {"to": "callee.ping"}}, {"reply": {}})");
}

ScenarioSet parsed(std::string_view text, std::vector<Override> overrides) {
  Result<ScenarioSet> result = parseScenario(text, options(std::move(overrides)));
  if (!result.ok()) ADD_FAILURE() << result.error().text();
  RS_CHECK(result.ok());
  return std::move(result).value();
}

const Step& firstStep(const ScenarioSet& set) {
  return set.variants.front().canisters.front().methods.front().steps.front();
}

std::string errorIn(std::string_view text, std::vector<Override> overrides) {
  const Result<ScenarioSet> result = parseScenario(text, options(std::move(overrides)));
  return result.ok() ? "" : result.error().text();
}

}  // namespace roundscope::test
