// Every scenario is made from text, as a user's is.
#include "tests/support/scenarios.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "core/base/check.h"
#include "core/lesson/order.h"

namespace roundscope::test {
namespace {

ScenarioSet read(std::string_view text, const std::string& fileName, std::vector<Override> overrides) {
  Result<ScenarioSet> result = parseScenario(text, {fileName, std::move(overrides)});
  if (!result.ok()) std::fprintf(stderr, "%s\n", result.error().lines().c_str());
  RS_CHECK(result.ok());
  return std::move(result).value();
}

std::string pairText(std::string_view calleeSubnet, std::string_view steps, std::string_view methods,
                     std::string_view fields) {
  return fmt::format(
      R"({{"roundscope": 1, {}
"subnets": [{{"id": "app-1"}}, {{"id": "app-2"}}],
"canisters": [
  {{"id": "caller", "subnet": "app-1", "variables": {{"x": 0, "y": 0}}, "methods": {{"go": {{"steps": [{}]}}, "poke": {{}}}}}},
  {{"id": "callee", "subnet": "{}", "variables": {{"x": 0}}, "methods": {{{}}}}}],
"ingress": [{{"to": "caller.go"}}]}})",
      fields, steps, calleeSubnet, methods);
}

/// The value of "canisters".
std::string pingCanisters(int count, std::string_view fields) {
  return fmt::format(
      R"([{{"id": "caller", "subnet": "app-1", "methods": {{"run": {{"steps": [{}]}}}}}},
          {{"id": "callee", "subnet": "app-2", "methods": {{"ping": {{}}}}}}])",
      pingSteps(count, fields));
}

std::string pingText(const std::string& title, const std::string& canisters, const std::string& variants) {
  return fmt::format(
      R"({{"roundscope": 1, "title": "{}", "subnets": [{{"id": "app-1"}}, {{"id": "app-2"}}],
        "canisters": {}, "ingress": [{{"to": "caller.run"}}]{}}})",
      title, canisters, variants);
}

std::string scenarioText(std::string_view fields, std::string_view steps) {
  return fmt::format(
      R"({{"roundscope": 1,
{}"subnets": [{{"id": "app-1"}}, {{"id": "app-2"}}],
"canisters": [
{{"id": "caller", "subnet": "app-1", "variables": {{"balance": 100, "count": 0}}, "methods": {{
"go": {{"steps": [{}]}}}}}},
{{"id": "callee", "subnet": "app-2", "methods": {{"ping": {{}}, "undo": {{}}}}}}],
"ingress": [{{"to": "caller.go"}}]}}
)",
      fields, steps);
}

}  // namespace

std::string readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) std::fprintf(stderr, "cannot read %s\n", path.c_str());
  RS_CHECK(static_cast<bool>(file));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

ScenarioSet parsed(std::string_view text, std::vector<Override> overrides) {
  return read(text, "x.json", std::move(overrides));
}

Scenario scenarioOf(std::string_view text, std::vector<Override> overrides) {
  return parsed(text, std::move(overrides)).variants.front();
}

std::string errorIn(std::string_view text, std::vector<Override> overrides) {
  const Result<ScenarioSet> result = parseScenario(text, {"x.json", std::move(overrides)});
  return result.ok() ? "" : result.error().lines();
}

std::string window(int size) { return fmt::format(R"("order": {{"window": {}}})", size); }

std::string pingSteps(int count, std::string_view fields) {
  return fmt::format(R"({{"call": {{"to": "callee.ping", "count": {}{}{}}}}}, {{"reply": {{}}}})", count,
                     fields.empty() ? "" : ", ", fields);
}

std::string twoSubnets(std::string_view callerSteps, std::string_view calleeMethods, std::string_view fields) {
  return pairText("app-2", callerSteps, calleeMethods, fields);
}
std::string oneSubnet(std::string_view callerSteps, std::string_view calleeMethods, std::string_view fields) {
  return pairText("app-1", callerSteps, calleeMethods, fields);
}

std::string withSteps(std::string_view steps) { return scenarioText("", steps); }
std::string withFields(std::string_view fields) { return scenarioText(std::string(fields) + ",\n", pingSteps(1)); }

const Step& firstStep(const ScenarioSet& set) {
  return set.variants.front().canisters.front().methods.front().steps.front();
}

Scenario pingExperiment(int count, std::string_view fields, const std::string& variant) {
  Scenario scenario =
      read(pingText("Pings across subnets", pingCanisters(count, fields), ""), "pings.roundscope.json", {})
          .variants.front();
  scenario.variant = variant;
  return scenario;
}

std::shared_ptr<const ScenarioSet> sequentialAndParallelPings(int count, const std::string& title,
                                                              std::vector<Override> overrides) {
  const std::string variants =
      fmt::format(R"(, "variants": [{{"name": "Sequential"}}, {{"name": "Parallel", "patch": {{"canisters": {}}}}}])",
                  pingCanisters(count, kParallel));
  return std::make_shared<const ScenarioSet>(
      read(pingText(title, pingCanisters(count, ""), variants), "pings.roundscope.json", std::move(overrides)));
}

const std::vector<std::string>& lessonIds() {
  static const std::vector<std::string> ids =
      parseLessonOrder(readFile(ROUNDSCOPE_SOURCE_DIR "/resources/lessons/order.txt"));
  return ids;
}

std::string lessonText(const std::string& id) {
  return readFile(ROUNDSCOPE_SOURCE_DIR "/resources/lessons/" + id + "/scenario.roundscope.json");
}

ScenarioSet lessonScenarios(const std::string& id, std::vector<Override> overrides) {
  return parsed(lessonText(id), std::move(overrides));
}

}  // namespace roundscope::test
