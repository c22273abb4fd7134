// The texts of scenarios that do not come to an end.
#include "tests/support/endless_scenarios.h"

namespace roundscope::test {

std::string spendingSubnet(const std::string& step, const std::string& callee, const std::string& more) {
  return R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "a", "subnet": "s", "methods": {"go": {"steps": [)" +
         step + R"(]}}}, {"id": "b", "subnet": "s", "methods": {"ping": )" + callee +
         R"(}}], "ingress": [{"to": "a.go"}], )" + more + "}";
}

std::string twentyMillionCalls() {
  return spendingSubnet(R"({"call": {"to": "b.ping", "count": 20000000, "order": "parallel"}})", "{}", kNoLimits);
}

std::string queryTree() {
  std::string canisters;
  for (int i = 0; i <= 40; ++i)
    canisters += std::string(i == 0 ? "" : ", ") + R"({"id": "c)" + std::to_string(i) +
                 R"(", "subnet": "s", "methods": {"q": {"kind": "composite_query", "instructions": 0, "steps": [)" +
                 (i == 40 ? std::string() : R"({"call": {"to": "c)" + std::to_string(i + 1) + R"(.q", "count": 2}})") +
                 R"({"reply": {}}]}}})";
  std::string text = R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [)" + canisters +
                     R"(], "ingress": [{"to": "c0.q"}], "limits": {"query_depth": 100, "query_call_instructions": 0}})";
  for (std::size_t at = 0; (at = text.find("}}{", at)) != std::string::npos; at += 3) text.replace(at, 3, "}}, {");
  return text;
}

std::string heartbeatForEver() {
  return R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"reply": {}}]}},
      "heartbeat": {"steps": [{"call": {"to": "b.ping", "count": 500, "order": "parallel"}}]}},
    {"id": "b", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}, {"to": "a.go", "at_ms": 1000000000000}]})";
}

}  // namespace roundscope::test
