// The waits between the attempts of a call: the simulator keeps them, and the programs in Motoko and Rust compute them.
// What is printed is read back and worked out here, so that all three follow the one rule.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <regex>
#include <vector>

#include "core/code/code_text.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using Milliseconds = std::vector<std::int64_t>;

/// Works out an expression of the programs: whole numbers, `wait`, `*`, `/`, parentheses, `Nat.min(a, b)`,
/// `(a).min(b)`.
class Arithmetic {
 public:
  /// Absent when the text is no such expression.
  static std::optional<std::int64_t> valueOf(const std::string& text, std::int64_t wait) {
    Arithmetic arithmetic(text, wait);
    const std::int64_t value = arithmetic.product();
    if (arithmetic.m_wrong || arithmetic.m_at != text.size()) return std::nullopt;
    return value;
  }

 private:
  Arithmetic(const std::string& text, std::int64_t wait) : m_text(text), m_wait(wait) {}

  bool take(std::string_view word) {
    if (m_text.compare(m_at, word.size(), word) != 0) return false;
    m_at += word.size();
    return true;
  }
  void expect(std::string_view word) { m_wrong = !take(word) || m_wrong; }

  std::int64_t product() {
    std::int64_t value = factor();
    while (!m_wrong) {
      if (take(" * ")) {
        value *= factor();
      } else if (take(" / ")) {
        value /= std::max<std::int64_t>(factor(), 1);
      } else {
        break;
      }
    }
    return value;
  }

  std::int64_t factor() {
    if (take("wait")) return m_wait;
    if (take("Nat.min(")) {
      const std::int64_t first = product();
      expect(", ");
      return std::min(first, closed());
    }
    if (take("(")) {
      const std::int64_t inner = closed();
      return take(".min(") ? std::min(inner, closed()) : inner;
    }
    return number();
  }

  std::int64_t closed() {
    const std::int64_t value = product();
    expect(")");
    return value;
  }

  std::int64_t number() {
    std::string digits;
    for (; m_at < m_text.size() && (std::isdigit(static_cast<unsigned char>(m_text[m_at])) != 0 || m_text[m_at] == '_');
         ++m_at)
      if (m_text[m_at] != '_') digits += m_text[m_at];
    m_wrong = m_wrong || digits.empty();
    return digits.empty() ? 0 : std::stoll(digits);
  }

  const std::string& m_text;
  std::int64_t m_wait;
  std::size_t m_at = 0;
  bool m_wrong = false;
};

/// How a language writes the rule.
struct Language {
  const char* name;
  CodeText (*write)(const Scenario&, CanisterId);
  const char* attempts;  ///< the test that ends it all: (attempts in all)
  const char* constant;  ///< waits that are all the same: (unit), (how many)
  const char* growing;   ///< others: (first), (next)
};
constexpr Language kLanguages[] = {
    {"Motoko", motokoCode, R"(if \(attempt >= (\d+)\) return;)", R"(#(second|millisecond)s ([\d_]+)[,)])",
     R"(var wait = ([\d_]+);\s+for \(_ in Nat\.range\(1, attempt\)\) \{ wait := (.*) \};[^#]*#milliseconds wait[,)])"},
    {"Rust", rustCode, R"(if attempt >= (\d+) \{\s+return;)", R"(Duration::from_(sec|milli)s\(([\d_]+)\))",
     R"(let mut wait = ([\d_]+)u64;\s+for _ in 1\.\.attempt \{\s+wait = (.*);\s+\}[^}]*Duration::from_millis\(wait\))"},
};

/// The waits before the second and all further attempts, as the program computes them. Empty when it does not.
Milliseconds printedWaits(const Language& language, const Scenario& scenario) {
  const std::string text = language.write(scenario, CanisterId{0}).text();
  std::smatch limit;
  if (!std::regex_search(text, limit, std::regex(language.attempts))) return {};
  const int attempts = std::stoi(limit[1]);
  const std::string after = limit.suffix();
  std::smatch found;
  Milliseconds waits;
  if (std::regex_search(after, found, std::regex(language.growing))) {
    for (int attempt = 1; attempt < attempts; ++attempt) {
      std::optional<std::int64_t> wait = Arithmetic::valueOf(found[1], 0);
      for (int n = 1; n < attempt && wait; ++n) wait = Arithmetic::valueOf(found[2], *wait);
      waits.push_back(wait.value_or(-1));
    }
  } else if (std::regex_search(after, found, std::regex(language.constant))) {
    const std::int64_t unit = found[1].str().starts_with("sec") ? 1'000 : 1;
    waits.assign(static_cast<std::size_t>(attempts - 1), Arithmetic::valueOf(found[2], 0).value_or(-1) * unit);
  }
  return waits;
}

/// The times from each failure of the call to its next attempt, in a run.
Milliseconds simulatedWaits(const Scenario& scenario) {
  Milliseconds waits;
  std::int64_t now = 0;
  std::optional<std::int64_t> failed;
  runScenario(scenario).trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* round = std::get_if<RoundStarted>(&event)) now = static_cast<std::int64_t>(round->timeUs.value());
    const auto* callback = std::get_if<ExecutionStarted>(&event);
    if (callback && callback->kind == ExecutionKind::RejectCallback && callback->code == RejectCode::CanisterReject)
      failed = now;
    const auto* made = std::get_if<CallPerformed>(&event);
    if (made && made->attempt > 1 && failed) waits.push_back((now - *failed) / 1'000);
  });
  return waits;
}

struct Case {
  const char* via;
  std::int64_t afterMs;
  std::uint32_t percent;
  std::uint32_t attempts;
  std::int64_t roundMs = 1;  ///< between rounds; every wait is a multiple of it, so that nothing comes later than due
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.via << " " << one.afterMs << " ms " << one.percent << " % " << one.attempts << " attempts";
}

class BackoffOf : public ::testing::TestWithParam<Case> {};
TEST_P(BackoffOf, simulatorMotokoAndRustIsTheSame) {
  const Case& one = GetParam();
  const Scenario scenario = scenarioOf(
      oneSubnet(fmt::format(R"({{"call": {{"to": "callee.ping", "on_failure": {{"retry": {{"via": "{}", "after_ms": {},
        "backoff_percent": {}, "attempts": {}}}}}}}}}, {{"reply": {{}}}})",
                            one.via, one.afterMs, one.percent, one.attempts),
                R"("ping": {"steps": [{"reject": "busy"}]})", fmt::format(R"("block_interval_ms": {},)", one.roundMs)));
  const Retry& retry = std::get<CallStep>(scenario.canisters[0].methods[0].steps[0].action).retry;
  Milliseconds rule;
  for (std::uint32_t failed = 1; failed < retry.attempts; ++failed) rule.push_back(waitAfter(retry, failed).us / 1'000);
  ASSERT_EQ(rule.size(), one.attempts - 1);
  EXPECT_EQ(simulatedWaits(scenario), rule);
  for (const Language& language : kLanguages)
    EXPECT_EQ(printedWaits(language, scenario), rule) << language.name << "\n"
                                                      << language.write(scenario, CanisterId{0}).text();
}
INSTANTIATE_TEST_SUITE_P(All, BackoffOf,
                         ::testing::Values(Case{"timer", 1'000, 100, 4}, Case{"timer", 250, 100, 3},
                                           Case{"timer", 500, 200, 5}, Case{"timer", 333, 150, 8},
                                           Case{"timer", 700, 70, 6}, Case{"timer", 1'000, 250, 2},
                                           Case{"timer", 1'000, 200, 20, 1'000},
                                           Case{"timer", 7'200'000, 100, 4, 600'000},
                                           Case{"timer", 7'200'000, 300, 4, 600'000}, Case{"heartbeat", 100, 100, 3},
                                           Case{"heartbeat", 50, 150, 6}, Case{"heartbeat", 333, 90, 5}));

}  // namespace
}  // namespace roundscope::test
