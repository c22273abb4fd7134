// The programs that canisters of a scenario are shown as, and the way from their lines to steps.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "core/code/code_text.h"
#include "core/code/program_plan.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

struct Program {
  const char* language;
  CodeText (*write)(const Scenario&, CanisterId);
};
constexpr Program kPrograms[] = {{"motoko", motokoCode}, {"rust", rustCode}};

std::vector<CanisterId> canistersOf(const Scenario& scenario) {
  std::vector<CanisterId> all;
  for (std::size_t c = 0; c < scenario.canisters.size(); ++c) all.push_back({static_cast<std::uint16_t>(c)});
  return all;
}

Scenario features() { return scenarioOf(readFile(ROUNDSCOPE_SOURCE_DIR "/tests/core/code/features.roundscope.json")); }

/// The features, every lesson's first variant, and some generated scenarios.
std::vector<Scenario> scenarios(std::uint64_t generated) {
  std::vector<Scenario> all = {features()};
  for (const std::string& lesson : lessonIds()) all.push_back(lessonScenarios(lesson).variants.front());
  for (std::uint64_t seed = 0; seed < generated; ++seed) all.push_back(scenarioOf(generatedScenario(seed)));
  return all;
}

/// The text without what stands between quotation marks or after "//".
std::string withoutWords(const std::string& text) {
  std::string bare;
  bool quoted = false;
  bool remark = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') remark = false;
    if (!remark && text[i] == '"') quoted = !quoted;
    if (quoted && text[i] == '\\') ++i;
    if (!quoted && text.compare(i, 2, "//") == 0) remark = true;
    if (!quoted && !remark) bare += text[i];
  }
  return bare;
}

bool isBalanced(const std::string& text) {
  std::string open;
  for (const char c : withoutWords(text)) {
    if (c == '(' || c == '[' || c == '{') open += c;
    if (c != ')' && c != ']' && c != '}') continue;
    const char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (open.empty() || open.back() != wanted) return false;
    open.pop_back();
  }
  return open.empty();
}

std::size_t countLines(const CodeText& code, StepRef step, LineRole role) {
  return static_cast<std::size_t>(std::count_if(code.lines.begin(), code.lines.end(), [&](const CodeLine& line) {
    return line.role == role && std::find(line.steps.begin(), line.steps.end(), step) != line.steps.end();
  }));
}

bool hasLine(const CodeText& code, StepRef step) {
  return std::any_of(code.lines.begin(), code.lines.end(), [&](const CodeLine& line) {
    return std::find(line.steps.begin(), line.steps.end(), step) != line.steps.end();
  });
}

template <class Check>
void forEachStep(const Canister& canister, Check check) {
  for (std::size_t m = 0; m < canister.methods.size(); ++m) {
    if (canister.methods[m].kind == MethodKind::Missing) continue;
    for (std::size_t s = 0; s < canister.methods[m].steps.size(); ++s)
      check(StepRef{MethodId{static_cast<std::uint16_t>(m)}, static_cast<std::uint16_t>(s)},
            canister.methods[m].steps[s]);
  }
}

/// Of the features, at least fifteen lessons and these generated scenarios.
template <class Check>
void forEachProgram(std::uint64_t generated, Check check) {
  ASSERT_GE(scenarios(generated).size(), 1 + 15 + generated);
  for (const Scenario& scenario : scenarios(generated))
    for (const CanisterId id : canistersOf(scenario))
      for (const Program& program : kPrograms) {
        const CodeText code = program.write(scenario, id);
        SCOPED_TRACE(
            fmt::format("{} {} in {}\n{}", scenario.title, scenario.canister(id).id, program.language, code.text()));
        check(scenario.canister(id), code);
        if (::testing::Test::HasFailure()) return;
      }
}

TEST(Code, EveryStepHasALine) {
  forEachProgram(200, [](const Canister& canister, const CodeText& code) {
    forEachStep(canister, [&](StepRef ref, const Step&) {
      EXPECT_TRUE(hasLine(code, ref)) << "method " << ref.method.value << ", step " << ref.step;
    });
  });
}

TEST(Code, EveryCallIsMadeInOneLineAndAwaitedInAnother) {
  forEachProgram(200, [](const Canister& canister, const CodeText& code) {
    forEachStep(canister, [&](StepRef ref, const Step& step) {
      const auto* call = std::get_if<CallStep>(&step.action);
      EXPECT_EQ(countLines(code, ref, LineRole::Dispatch), call ? 1U : 0U)
          << "method " << ref.method.value << ", step " << ref.step;
      // Where Rust calls again at once, the function that does so awaits calls that are only dispatched by their step.
      const bool waits = code::effectOf(step).suspends;
      const std::size_t awaits = countLines(code, ref, LineRole::Await);
      EXPECT_TRUE(awaits > 0 ? waits || call : !waits) << "method " << ref.method.value << ", step " << ref.step;
    });
  });
}

TEST(Code, ALineShowsStepsOfItsOwnMethodOnly) {
  forEachProgram(50, [](const Canister& canister, const CodeText& code) {
    for (const CodeLine& line : code.lines) {
      EXPECT_TRUE(std::is_sorted(line.steps.begin(), line.steps.end()));
      for (const StepRef& step : line.steps) {
        EXPECT_EQ(line.method, step.method) << line.text;
        EXPECT_LT(step.step, canister.methods[step.method.value].steps.size());
      }
      EXPECT_TRUE(line.role == LineRole::Other || !line.steps.empty()) << line.text;
    }
  });
}

TEST(Code, BracketsBalance) {
  forEachProgram(300, [](const Canister&, const CodeText& code) {
    EXPECT_TRUE(isBalanced(code.text()));
    for (const CodeLine& line : code.lines) EXPECT_EQ(line.text.find('\n'), std::string::npos);
  });
}

TEST(Code, KeepsTheRealNamesAndGivesTheOthersLegalOnes) {
  const Scenario scenario = features();
  const std::string motoko = motokoCode(scenario, CanisterId{0}).text();
  EXPECT_NE(motoko.find("public func sequential() : async Nat {"), std::string::npos);
  EXPECT_NE(motoko.find("persistent actor class OrderBook("), std::string::npos);
  EXPECT_NE(motoko.find("var list_of_orders : Int = -3;"), std::string::npos);
  EXPECT_NE(motoko.find("public func label_() : async () {"), std::string::npos);
  const std::string rust = rustCode(scenario, CanisterId{0}).text();
  EXPECT_NE(rust.find("async fn sequential() -> u64 {"), std::string::npos);
  EXPECT_NE(rust.find("#[query(composite = true, name = \"get-all\")]"), std::string::npos);
  EXPECT_NE(rust.find("static TYPE: Cell<i64>"), std::string::npos);
  EXPECT_NE(motokoCode(scenario, CanisterId{5}).text().find("persistent actor N2nobody {"), std::string::npos);
}

TEST(Code, NamesThatComeOutAlikeStayDistinct) {
  const Scenario scenario =
      scenarioOf(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s",
        "variables": {"a-b": 1, "a b": 2, "a_b": 3}, "methods": {"m": {"steps": [{"add": {"a b": 1}}, {"reply": {}}]},
        "a b": {}, "async": {}, "async_": {}}}]})");
  const std::string motoko = motokoCode(scenario, CanisterId{0}).text();
  for (const char* line : {"func a_b()", "var a_b_2 : Int = 1", "var a_b_3 : Int = 2", "var a_b_4 : Int = 3",
                           "a_b_3 += 1;", "func async_()", "func async__2()"})
    EXPECT_NE(motoko.find(line), std::string::npos) << line << "\n" << motoko;
}

TEST(Code, TheSameCanisterGivesTheSameText) {
  const Scenario scenario = features();
  const Scenario again = features();
  for (const Program& program : kPrograms)
    EXPECT_EQ(program.write(scenario, CanisterId{0}), program.write(again, CanisterId{0}));
}

/// All canisters of a scenario in one text, for a golden file.
std::string allPrograms(const Scenario& scenario, const Program& program) {
  std::string all;
  for (const CanisterId id : canistersOf(scenario))
    all += fmt::format("// {}\n\n{}\n", scenario.canister(id).id, program.write(scenario, id).text());
  return all;
}

void expectGolden(const std::string& name, const std::string& text) {
  const std::string path = fmt::format("{}/tests/golden/code/{}.txt", ROUNDSCOPE_SOURCE_DIR, name);
  if (std::getenv("ROUNDSCOPE_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  EXPECT_EQ(readFile(path), text) << path;
}

TEST(Code, ReadsAsTheGoldenFilesDo) {
  for (const Program& program : kPrograms)
    expectGolden(fmt::format("features.{}", program.language), allPrograms(features(), program));
  for (const char* lesson : {"sequential-calls", "parallel-calls", "same-or-cross-subnet", "in-flight-limit"}) {
    const Scenario scenario = lessonScenarios(lesson).variants.front();
    for (const Program& program : kPrograms)
      expectGolden(fmt::format("{}.{}", lesson, program.language), allPrograms(scenario, program));
  }
}

}  // namespace
}  // namespace roundscope::test
