// What is packed comes back as it was, whatever it is, and however it is asked for.
#include "core/trace/packed_events.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "core/analysis/simulate_run.h"
#include "core/base/random.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

constexpr std::size_t kKinds = std::variant_size_v<Event>;
using Words = std::array<std::uint32_t, 6>;

template <std::size_t... Kind>
Event eventOf(std::size_t wanted, const Words& words, std::index_sequence<Kind...>) {
  Event event;
  const auto take = [&]<class E>(E e, bool isWanted) {
    if (!isWanted) return;
    std::memcpy(static_cast<void*>(&e), words.data(), sizeof e);
    event = e;
  };
  (take(std::variant_alternative_t<Kind, Event>{}, Kind == wanted), ...);
  return event;
}

/// Of any kind and with anything in it: each word goes on as before, or a little otherwise, or is any number.
EventList anyEvents(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::array<Words, kKinds> last{};
  std::array<Words, kKinds> step{};
  EventList events;
  events.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t kind = random.between(0, kKinds - 1);
    for (std::size_t word = 0; word < last[kind].size(); ++word) {
      if (random.chance(1, 8)) step[kind][word] = static_cast<std::uint32_t>(random.between(0, 3)) - 1;
      last[kind][word] += step[kind][word];
      if (random.chance(1, 16)) last[kind][word] = static_cast<std::uint32_t>(random.next());
    }
    events.push_back(eventOf(kind, last[kind], std::make_index_sequence<kKinds>()));
  }
  return events;
}

PackedEvents packedInPieces(const EventList& events, std::uint64_t seed) {
  Random random(seed);
  PackedEvents packed;
  for (std::size_t from = 0; from < events.size();) {
    const std::size_t until = std::min<std::size_t>(events.size(), from + random.between(0, 3 * kEventsInBlock));
    packed.append(EventList(events.begin() + static_cast<std::ptrdiff_t>(from),
                            events.begin() + static_cast<std::ptrdiff_t>(until)));
    from = until;
  }
  return packed;
}

TEST(PackedEvents, ComeBackAsTheyWereAppended) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const EventList events = anyEvents(5'000 + seed, seed);
    const PackedEvents packed = packedInPieces(events, seed);
    ASSERT_EQ(packed.size(), events.size());
    std::size_t next = 0;
    packed.forEachIn(0, packed.size(), [&](const Event& event) { ASSERT_EQ(event, events[next++]) << next; });
    EXPECT_EQ(next, events.size());
  }
}

TEST(PackedEvents, AreFoundByTheirNumbersInAnyOrder) {
  const EventList events = anyEvents(3 * kEventsInBlock + 100, 7);
  const PackedEvents packed = packedInPieces(events, 7);
  EventWindow window(packed);
  Random random(1);
  for (int i = 0; i < 2'000; ++i) {
    const std::uint64_t number = random.between(0, events.size() - 1);
    ASSERT_EQ(packed.at(number), events[number]);
    ASSERT_EQ(window[number], events[number]);
  }
  EXPECT_DEATH(static_cast<void>(packed.at(events.size())), "internal error");
  EXPECT_DEATH(static_cast<void>(window[events.size()]), "internal error");
}

TEST(PackedEvents, OfAStretchAreThoseFromItsFirstToBeforeItsLast) {
  const EventList events = anyEvents(3 * kEventsInBlock, 3);
  const PackedEvents packed = packedInPieces(events, 3);
  Random random(2);
  for (int i = 0; i < 200; ++i) {
    const std::uint64_t first = random.between(0, events.size());
    const std::uint64_t last = random.between(first, events.size());
    std::uint64_t next = first;
    packed.forEachIn(first, last, [&](const Event& event) { ASSERT_EQ(event, events[next++]); });
    ASSERT_EQ(next, last);
  }
}

TEST(PackedEvents, ThatWereCopiedDoNotGrowWithTheOthers) {
  const EventList events = anyEvents(2 * kEventsInBlock + 10, 5);
  PackedEvents packed = packedInPieces(events, 5);
  const PackedEvents copy = packed;
  packed.append(events);
  EXPECT_EQ(copy.size(), events.size());
  EXPECT_EQ(packed.size(), 2 * events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(copy.at(i), events[i]);
    ASSERT_EQ(packed.at(events.size() + i), events[i]);
  }
}

TEST(PackedEvents, OfManyLikeCallsTakeTwoBytesEachOrFewer) {
  const auto run = simulateRun(std::make_shared<const Scenario>(pingExperiment(20'000, window(500))));
  EXPECT_GT(run->trace().eventCount(), 150'000U);
  EXPECT_LT(run->trace().events().bytes(), 2 * run->trace().eventCount());
}

}  // namespace
}  // namespace roundscope::test
