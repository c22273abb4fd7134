// Every message is at exactly one place, and the numbers at each place are those that the events tell.
#include "core/run/message_places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/run/moment_state.h"
#include "core/run/rounds.h"
#include "tests/core/run/all_runs.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

/// The messages one by one, as told by the events so far. Whoever moves one must find it where it comes from.
class OneByOne {
 public:
  explicit OneByOne(const roundscope::Run& run) : m_run(run) {}

  void take(const Event& event) {
    const std::optional<std::uint32_t> made = m_made;
    m_made.reset();
    if (const auto* e = std::get_if<CallPerformed>(&event)) {
      EXPECT_TRUE(m_requests.emplace(e->call.value, Station::CallerOutput).second);
    } else if (const auto* e = std::get_if<RequestRouted>(&event)) {
      request(e->call, {Station::CallerOutput}, Station::Outbound);
    } else if (const auto* e = std::get_if<AnswerAwaited>(&event)) {
      request(e->call, {Station::CallerOutput}, Station::Outside);
    } else if (const auto* e = std::get_if<RequestInducted>(&event)) {
      request(e->call, {Station::CallerOutput, Station::Outbound}, Station::CalleeInput);
    } else if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
      if (servesCall(e->kind)) request(e->call, {Station::CallerOutput, Station::CalleeInput}, Station::Serving);
      if (isCallback(e->kind)) {
        // Nothing is queued in a query.
        const Station from = isQueued(e->call) ? Station::CallerInput : Station::CalleeOutput;
        answer(e->call, {from}, std::nullopt, e->kind == ExecutionKind::RejectCallback);
      }
    } else if (const auto* e = std::get_if<ResponseCreated>(&event)) {
      create(*e);
    } else if (const auto* e = std::get_if<ResponseRouted>(&event)) {
      answer(e->call, {Station::CalleeOutput}, Station::Inbound);
    } else if (const auto* e = std::get_if<ResponseInducted>(&event)) {
      if (made != e->call.value) answer(e->call, {Station::Inbound, Station::CalleeOutput}, Station::CallerInput);
    } else if (const auto* e = std::get_if<MessageDropped>(&event)) {
      drop(*e, made == e->call.value);
    }
  }

  [[nodiscard]] PairPlaces of(CanisterPair pair) const {
    PairPlaces places;
    for (const auto& [id, station] : m_requests) {
      const CallSpan& call = m_run.call(CallId{id});
      if (CanisterPair{call.caller, call.callee.canister} != pair) continue;
      ++(call.timeoutSeconds > 0 ? places[station].marked : places[station].plain);
    }
    for (const Answer& each : m_answers) {
      const CallSpan& call = m_run.call(CallId{each.call});
      if (CanisterPair{call.caller, call.callee.canister} != pair) continue;
      ++(each.reject ? places[each.at].marked : places[each.at].plain);
    }
    return places;
  }

 private:
  struct Answer {
    std::uint32_t call;
    Station at;
    bool reject;
  };

  [[nodiscard]] bool isQueued(CallId call) const {
    return std::any_of(m_answers.begin(), m_answers.end(),
                       [&](const Answer& each) { return each.call == call.value && each.at == Station::CallerInput; });
  }

  void request(CallId call, const std::set<Station>& from, Station to) {
    const auto found = m_requests.find(call.value);
    ASSERT_TRUE(found != m_requests.end()) << "request of call " << call.value;
    EXPECT_TRUE(from.contains(found->second)) << "request of call " << call.value;
    found->second = to;
  }

  void answer(CallId call, const std::set<Station>& from, std::optional<Station> to,
              std::optional<bool> reject = std::nullopt) {
    const auto found = std::find_if(m_answers.begin(), m_answers.end(), [&](const Answer& each) {
      return each.call == call.value && from.contains(each.at) && (!reject || *reject == each.reject);
    });
    ASSERT_TRUE(found != m_answers.end()) << "answer of call " << call.value;
    if (to)
      found->at = *to;
    else
      m_answers.erase(found);
  }

  void create(const ResponseCreated& e) {
    const bool reject = e.code != RejectCode::None;
    const CallSpan& call = m_run.call(e.call);
    if (endsWithoutCallback(e.reason)) {
      m_requests.erase(e.call.value);
      std::erase_if(m_answers, [&](const Answer& each) { return each.call == e.call.value; });
      return;
    }
    const auto found = m_requests.find(e.call.value);
    const bool goesOn = e.reason == RejectReason::DeadlineExpired || e.reason == RejectReason::RequestTimedOut ||
                        e.reason == RejectReason::ResponseShed;
    bool atCaller = goesOn || isGivenAtCaller(e.reason);
    if (found != m_requests.end() && (!goesOn || found->second == Station::Outside)) {
      atCaller = atCaller || found->second == Station::Outside ||
                 (found->second == Station::Outbound && !m_run.crossesSubnets(call));
      m_requests.erase(found);
    }
    m_answers.push_back({e.call.value, atCaller ? Station::CallerInput : Station::CalleeOutput, reject});
    if (atCaller) m_made = e.call.value;
  }

  void drop(const MessageDropped& e, bool justMade) {
    if (e.isResponse == 0) {
      const auto found = m_requests.find(e.call.value);
      ASSERT_TRUE(found != m_requests.end());
      const std::map<MessagePlace, Station> places{{MessagePlace::CallerOutput, Station::CallerOutput},
                                                   {MessagePlace::CalleeInput, Station::CalleeInput},
                                                   {MessagePlace::Arrival, Station::Outbound}};
      EXPECT_EQ(found->second, places.at(e.place));
      m_requests.erase(found);
      return;
    }
    if (e.place == MessagePlace::CalleeOutput) return answer(e.call, {Station::CalleeOutput}, std::nullopt);
    if (e.place == MessagePlace::CallerInput || justMade) return answer(e.call, {Station::CallerInput}, std::nullopt);
    answer(e.call, {Station::Inbound, Station::CalleeOutput}, std::nullopt);
  }

  const roundscope::Run& m_run;
  std::map<std::uint32_t, Station> m_requests;
  std::vector<Answer> m_answers;
  std::optional<std::uint32_t> m_made;  ///< at the caller, by the event before
};

/// The events of each subnet that have happened by then, in the order of the trace.
void takeUntil(const AnyRun& any, Time time, OneByOne& expected) {
  std::vector<std::uint64_t> left;
  for (std::size_t subnet = 0; subnet < any.run().order().subnetCount(); ++subnet)
    left.push_back(any.run().order().happened(any.run().calls(), subnet, time));
  for (const PlacedEvent& placed : any.events)
    if (left[placed.subnet.value] > 0) {
      --left[placed.subnet.value];
      expected.take(placed.event);
    }
}

/// All moments of small runs, some of large ones.
std::vector<std::int64_t> momentsOf(const AnyRun& any) {
  std::vector<std::int64_t> moments = any.moments;
  if (any.events.size() <= 400)
    for (const PlacedEvent& placed : any.events) moments.push_back(placed.us);
  return moments;
}

TEST(MessagePlaces, OfAnyRunAreThoseOfTheEventsBefore) {
  std::int64_t most = 0;
  std::set<std::pair<Station, bool>> seen;
  for (const AnyRun& any : allRuns()) {
    if (any.events.size() > 20'000) continue;
    SCOPED_TRACE(any.name);
    const Whereabouts& whereabouts = any.run().whereabouts();
    for (const std::int64_t us : momentsOf(any)) {
      OneByOne expected(any.run());
      takeUntil(any, Time{us}, expected);
      const MomentState state = stateAt(any.run(), Time{us});
      const Places fromTheStart = whereabouts.fromTheStart(any.run().trace(), any.run().order(), Time{us});
      ASSERT_EQ(state.messages, fromTheStart.pairs) << us;
      for (std::size_t p = 0; p < state.messages.size(); ++p) {
        const PairPlaces places = expected.of(whereabouts.pairs()[p]);
        for (const Station station : kStations) {
          ASSERT_EQ(state.messages[p][station].plain, places[station].plain)
              << us << ", station " << static_cast<int>(station);
          ASSERT_EQ(state.messages[p][station].marked, places[station].marked)
              << us << ", station " << static_cast<int>(station);
          most = std::max(most, places[station].total());
          if (places[station].plain > 0) seen.insert({station, false});
          if (places[station].marked > 0) seen.insert({station, true});
        }
      }
      if (testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(most, 100);
  EXPECT_GE(seen.size(), 15U) << "the runs have messages of both kinds at every place";
}

TEST(MessagePlaces, FlightsHoldEveryMessageBetweenSubnetsOnce) {
  std::int64_t flown = 0;
  std::size_t several = 0;
  for (const AnyRun& any : allRuns()) {
    if (any.events.size() > 20'000) continue;
    SCOPED_TRACE(any.name);
    const roundscope::Run& run = any.run();
    for (const std::int64_t us : momentsOf(any)) {
      const MomentState state = stateAt(run, Time{us});
      std::map<std::pair<std::size_t, bool>, std::int64_t> messages;
      std::map<std::pair<std::size_t, bool>, double> furthest;
      for (const Flight& flight : run.whereabouts().flightsAt(run.trace(), run.order(), Time{us})) {
        const std::pair way{flight.pair, flight.answers};
        several += messages.contains(way) ? 1U : 0U;
        // Nothing overtakes in a stream.
        if (furthest.contains(way)) {
          ASSERT_LE(flight.progress, furthest[way]) << us;
        }
        ASSERT_GE(flight.progress, 0);
        ASSERT_LE(flight.progress, 1);
        ASSERT_GT(flight.messages.total(), 0);
        furthest[way] = flight.progress;
        messages[way] += flight.messages.total();
        flown += flight.messages.total();
      }
      for (std::size_t p = 0; p < state.messages.size(); ++p) {
        const CanisterPair pair = run.whereabouts().pairs()[p];
        if (run.scenario().canister(pair.caller).subnet == run.scenario().canister(pair.callee).subnet) continue;
        ASSERT_EQ((messages[{p, false}]), state.messages[p][Station::Outbound].total()) << us;
        ASSERT_EQ((messages[{p, true}]), state.messages[p][Station::Inbound].total()) << us;
      }
    }
  }
  EXPECT_GT(flown, 1'000);
  EXPECT_GT(several, 10U);
}

TEST(MessagePlaces, AFlightLeavesWithItsRoundAndArrivesWithTheBlockThatTakesItIn) {
  const Outcome outcome = runText(twoSubnets(pingSteps(1)));
  const roundscope::Run& run = *outcome.run;
  const CallSpan& call = run.call(CallId{0});
  const RoundRow& sent = run.calls().rounds()[call.at(CallPoint::RequestRouted).round];
  const RoundRow& taken = run.calls().rounds()[call.at(CallPoint::RequestInducted).round];
  const Time leaves = sent.time + sent.drawnSpan;
  ASSERT_LT(leaves, taken.time) << "there is time to see it fly";
  const auto progressAt = [&](Time time) {
    const auto flights = run.whereabouts().flightsAt(run.trace(), run.order(), time);
    EXPECT_EQ(flights.size(), 1U);
    return flights.empty() ? -1 : flights.front().progress;
  };
  EXPECT_EQ(progressAt(leaves), 0);
  EXPECT_EQ(progressAt(leaves + Duration{(taken.time - leaves).us / 2}), 0.5);
  EXPECT_GT(progressAt(Time{taken.time.us - 1}), 0.99);
}

TEST(MessagePlaces, OfOneCallPassEveryStationInOrder) {
  const Outcome outcome = runText(twoSubnets(pingSteps(1)));
  const roundscope::Run& run = *outcome.run;
  std::vector<Station> passed;
  const auto note = [&](std::optional<Station> station) {
    if (station && (passed.empty() || passed.back() != *station)) passed.push_back(*station);
  };
  std::set<std::int64_t> moments;
  run.trace().forEach(
      [&](std::uint64_t index, const Event&) { moments.insert(run.calls().drawnAt(run.momentOf(index)).us); });
  for (const std::int64_t us : moments) {
    const MessagePlaces places = placesOf(run, CallId{0}, Time{us});
    EXPECT_FALSE(places.request && places.answer);
    note(places.request);
    note(places.answer);
  }
  EXPECT_EQ(passed,
            (std::vector<Station>{Station::CallerOutput, Station::Outbound, Station::CalleeInput, Station::Serving,
                                  Station::CalleeOutput, Station::Inbound, Station::CallerInput}));
}

TEST(MessagePlaces, FindsTheCallWhoseMessageLiesThere) {
  std::size_t found = 0;
  for (const AnyRun& any : allRuns()) {
    // With a query's events, those of the round before count as happened, however late in it they are drawn.
    const bool queries =
        std::any_of(any.events.begin(), any.events.end(), [](const auto& each) { return each.inQuery; });
    if (any.events.size() > 20'000 || queries) continue;
    SCOPED_TRACE(any.name);
    const roundscope::Run& run = any.run();
    for (const std::int64_t us : any.moments) {
      const MomentState state = stateAt(run, Time{us});
      for (std::size_t p = 0; p < state.messages.size(); ++p)
        for (const Station station : kStations) {
          const CanisterPair pair = run.whereabouts().pairs()[p];
          const auto call = callAt(run, pair, station, Time{us}, std::nullopt);
          if (!call) continue;
          // See placesOf.
          const CallSpan& span = run.call(*call);
          if (span.servedBy == kNoContext && isGivenAtCaller(span.reason)) continue;
          ++found;
          EXPECT_GT(state.messages[p][station].total(), 0)
              << us << ", call " << call->value << ", station " << static_cast<int>(station);
          EXPECT_EQ(run.call(*call).caller, pair.caller);
          EXPECT_EQ(run.call(*call).callee.canister, pair.callee);
        }
    }
  }
  EXPECT_GT(found, 500U);
}

}  // namespace
}  // namespace roundscope::test
