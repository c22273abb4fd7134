// Made from text, as every scenario is.
#include "tests/bench/window_of_calls.h"

#include <fmt/format.h>

#include <string>

#include "core/base/check.h"
#include "core/scenario/parse.h"

namespace roundscope {

std::shared_ptr<const Scenario> windowOfCalls(std::int64_t calls) {
  const std::string text = fmt::format(
      R"({{"roundscope": 1, "title": "Window of calls", "subnets": [{{"id": "app-1"}}, {{"id": "app-2"}}], "canisters": [
        {{"id": "caller", "subnet": "app-1", "methods": {{"go": {{"steps": [
          {{"call": {{"to": "callee.ping", "count": {}, "order": {{"window": 500}}}}}}, {{"reply": {{}}}}]}}}}}},
        {{"id": "callee", "subnet": "app-2", "methods": {{"ping": {{}}}}}}], "ingress": [{{"to": "caller.go"}}]}})",
      calls);
  const Result<ScenarioSet> set = parseScenario(text, {.fileName = "window"});
  RS_CHECK(set.ok());
  return std::make_shared<const Scenario>(set.value().variants.front());
}

}  // namespace roundscope
