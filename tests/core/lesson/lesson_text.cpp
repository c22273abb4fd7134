// Small lessons and their scenario.
#include "tests/core/lesson/lesson_text.h"

#include <fmt/format.h>

#include "core/lesson/lesson.h"

namespace roundscope::test {

std::string lessonWithStep(std::string_view fields) {
  const char* plain = R"({"variant": "Parallel", "text": "So it is.", "at": {"end": true}})";
  return fmt::format(
      R"({{"lesson": 1, "title": "T", "goal": "G.",
"moments": {{"back": {{"call": {{}}, "point": "completed"}}, "refused": {{"event": "call_not_performed"}},
             "never": {{"event": "timer_set"}}}},
"knobs": [{{"label": "Calls", "set": ["/canisters/0/methods/go/steps/0/call/count"], "minimum": 1, "maximum": 9}}],
"steps": [
  {{"variant": "Parallel", {}}},
  {}, {}, {}]}})",
      fields, plain, plain, plain);
}

std::string lessonWithText(std::string_view text) {
  return lessonWithStep(fmt::format(R"("at": {{"end": true}}, "text": {})", text));
}

std::string lessonWithVerdict(std::string_view verdict) {
  std::string text = lessonWithText("\"x\"");
  text.pop_back();
  return fmt::format("{}, \"verdict\": {}}}", text, verdict);
}

std::string lessonErrorIn(std::string_view text) {
  const Result<Lesson> lesson = parseLesson(text, "x/lesson.json");
  return lesson.ok() ? "" : lesson.error().text();
}

std::string pingScenario() {
  return R"({"roundscope": 1, "limits": {"queue_capacity": 2},
"subnets": [{"id": "app-1"}, {"id": "app-2"}],
"canisters": [
  {"id": "caller", "subnet": "app-1", "methods": {
    "go":  {"steps": [{"call": {"to": "callee.ping", "count": 3, "order": "parallel"}}, {"reply": {}}]},
    "one": {"steps": [{"call": {"to": "callee.ping", "count": 1}}, {"reply": {}}]}}},
  {"id": "callee", "subnet": "app-2", "variables": {"pinged": 0},
    "methods": {"ping": {"steps": [{"add": {"pinged": 1}}, {"reply": {}}]}}}],
"ingress": [{"to": "caller.go"}],
"variants": [{"name": "Parallel"}, {"name": "One", "patch": {"ingress": [{"to": "caller.one"}]}}]})";
}

}  // namespace roundscope::test
