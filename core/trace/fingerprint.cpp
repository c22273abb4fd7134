// A number for a whole run: equal runs have equal fingerprints.
#include <fmt/format.h>

#include <bit>
#include <cstring>

#include "core/base/random.h"
#include "core/trace/trace.h"

namespace roundscope {

namespace {

// Events are hashed as bytes, so a type must not have padding, and the machine must store low bytes first.
template <class E>
constexpr bool hashable = std::has_unique_object_representations_v<E> && sizeof(E) <= 24;
static_assert(std::endian::native == std::endian::little);

// How many of an event's bytes count. The id of a text stands last and does not.
template <class E>
constexpr std::size_t fingerprinted = [] {
  if constexpr (requires { &E::text; }) {
    static_assert(std::is_same_v<decltype(E::text), TextId> && sizeof(E) % sizeof(TextId) == 0);
    return sizeof(E) - sizeof(TextId);
  }
  return sizeof(E);
}();

}  // namespace

void Fingerprint::add(const Event& event) {
  ++m_count;
  std::visit(
      [&]<class E>(const E& e) {
        static_assert(hashable<E>, "give the event explicit `unused` fields in place of padding");
        std::uint64_t words[3] = {0, 0, 0};
        std::memcpy(words, &e, fingerprinted<E>);
        std::uint64_t state = m_state ^ (event.index() + 1);
        for (const std::uint64_t word : words) state = Random::mix(state ^ word) + 0x9e3779b97f4a7c15ULL;
        m_state = state;
      },
      event);
}

std::string Fingerprint::text() const { return fmt::format("{:016x}", m_state); }

std::string fingerprint(const Trace& trace) {
  Fingerprint print;
  trace.forEach([&](std::uint64_t, const Event& event) { print.add(event); });
  return print.text();
}

}  // namespace roundscope
