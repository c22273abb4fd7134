// Outcomes first; rounds only among the runs whose outcomes are alike.
#include "core/analysis/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/base/words.h"

namespace roundscope {

namespace {

constexpr std::size_t kMostFailuresTold = 2;

using Numbers = std::vector<std::size_t>;

std::string labelOf(const Scenario& scenario) { return scenario.variant.empty() ? scenario.title : scenario.variant; }

std::uint64_t failedCalls(const RunSummary& run) { return run.calls.attempted - run.calls.replied; }
std::uint64_t unansweredUsers(const RunSummary& run) { return run.users.sent - run.users.replied; }

/// As people round: "3", "3.7", "60".
std::string timesText(std::uint64_t high, std::uint64_t low) {
  const std::uint64_t tenths = (high * 10 + low / 2) / low;
  if (tenths >= 100 || tenths % 10 == 0) return grouped((tenths + 5) / 10);
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

/// "2 of 5 calls"; "the only call".
std::string someOf(std::uint64_t some, std::uint64_t all, std::string_view noun) {
  return all == 1 ? fmt::format("the only {}", noun) : fmt::format("{} of {}", grouped(some), counted(all, noun));
}

std::string roundsText(std::uint64_t rounds) { return rounds == 0 ? "no rounds" : counted(rounds, "round"); }

/// The runs in which the fewest expectations are broken, of these those in which the fewest users stay without a reply,
/// and of these those in which the fewest calls fail.
Numbers bestOf(const Numbers& ended, const std::vector<SummedUpRun>& runs) {
  const auto outcome = [&](std::size_t i) {
    const RunSummary& run = *runs[i].second;
    return std::tuple(failedOf(run.expectations), unansweredUsers(run), failedCalls(run));
  };
  Numbers best;
  for (const std::size_t i : ended) {
    if (!best.empty() && outcome(i) < outcome(best.front())) best.clear();
    if (best.empty() || outcome(i) == outcome(best.front())) best.push_back(i);
  }
  return best;
}

/// "Parallel takes 3 rounds, Sequential 181: 60 times as many."
std::string speedOf(const Numbers& alike, const std::vector<SummedUpRun>& runs) {
  const auto rounds = [&](std::size_t i) { return runs[i].second->rounds; };
  const auto fewer = [&](std::size_t a, std::size_t b) { return rounds(a) < rounds(b); };
  const std::size_t fewest = *std::min_element(alike.begin(), alike.end(), fewer);
  const std::size_t most = *std::max_element(alike.begin(), alike.end(), fewer);
  const std::uint64_t low = rounds(fewest);
  const std::uint64_t high = rounds(most);
  if (low == high) return fmt::format("{} take {}.", alike.size() == 2 ? "Both" : "All", roundsText(low));
  const std::string told = fmt::format("{} takes {}, {} {}", labelOf(*runs[fewest].first), roundsText(low),
                                       labelOf(*runs[most].first), grouped(high));
  return low > 0 && high >= 2 * low ? fmt::format("{}: {} times as many.", told, timesText(high, low)) : told + ".";
}

/// What does not hold in a run; empty where all does.
std::string brokenIn(const SummedUpRun& run) {
  const std::vector<JudgedExpectation>& all = run.second->expectations;
  const std::size_t failed = failedOf(all);
  if (failed == 0) return {};
  if (failed > 1)
    return fmt::format("In {}, {} of {} expectations do not hold.", labelOf(*run.first), failed, all.size());
  const auto only = std::find_if(all.begin(), all.end(), [](const JudgedExpectation& each) { return !each.holds(); });
  return fmt::format("In {}, {} does not hold.", labelOf(*run.first), only->text);
}

}  // namespace

std::string comparisonVerdict(const std::vector<SummedUpRun>& runs) {
  if (runs.size() < 2) return {};
  Numbers ended;
  std::vector<std::string> sentences;
  std::vector<std::string> broken;
  std::vector<std::string> users;
  std::vector<std::string> failures;
  bool noneReplied = true;  ///< where users stayed without a reply, all did
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const RunSummary& run = *runs[i].second;
    const std::string name = labelOf(*runs[i].first);
    if (run.cutOff != CutOff::None) {
      sentences.push_back(fmt::format("{} was cut off by {}, and is not compared.", name, wordsOf(run.cutOff)));
      continue;
    }
    ended.push_back(i);
    if (std::string sentence = brokenIn(runs[i]); !sentence.empty()) broken.push_back(std::move(sentence));
    if (unansweredUsers(run) > 0)
      users.push_back(
          fmt::format("In {}, {} got no reply.", name, someOf(unansweredUsers(run), run.users.sent, "user")));
    noneReplied = noneReplied && (unansweredUsers(run) == 0 || run.users.replied == 0);
    if (failedCalls(run) > 0)
      failures.push_back(
          fmt::format("In {}, {} did not succeed.", name, someOf(failedCalls(run), run.calls.attempted, "call")));
  }
  const auto tell = [&](const std::vector<std::string>& each, std::string_view inShort) {
    // A sentence that goes on and on compares nothing.
    if (each.size() > kMostFailuresTold)
      sentences.push_back(fmt::format("{} in {} of {} variants.", inShort, each.size(), runs.size()));
    else
      sentences.insert(sentences.end(), each.begin(), each.end());
  };
  tell(broken, "Expectations do not hold");
  tell(users, noneReplied ? "No user got a reply" : "Not every user got a reply");
  tell(failures, "Calls failed");
  if (const Numbers best = bestOf(ended, runs); best.size() >= 2) sentences.push_back(speedOf(best, runs));
  return fmt::format("{}", fmt::join(sentences, " "));
}

}  // namespace roundscope
