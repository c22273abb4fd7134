// An event is at most five words of 32 bits behind its kind. Each word is foretold from the same word of the two events
// of that kind before it: it goes on as it went from the one to the other. A head says the kind and which words are
// otherwise; for each of those follows by how much, in seven bits a byte.
#include "core/trace/packed_events.h"

#include <cstring>
#include <type_traits>
#include <utility>

#include "core/base/check.h"

namespace roundscope {
namespace {

constexpr std::size_t kKinds = std::variant_size_v<Event>;
constexpr std::size_t kMostWords = 5;

template <std::size_t Kind>
using EventOf = std::variant_alternative_t<Kind, Event>;

// Equal events have equal words: none has a byte that belongs to no field.
template <std::size_t... Kind>
constexpr bool haveWholeWords(std::index_sequence<Kind...>) {
  return ((std::has_unique_object_representations_v<EventOf<Kind>> && sizeof(EventOf<Kind>) % 4 == 0 &&
           sizeof(EventOf<Kind>) <= 4 * kMostWords) &&
          ...);
}
static_assert(haveWholeWords(std::make_index_sequence<kKinds>()));

// The head: five bits for the kind, two for how it differs, one to spare.
constexpr unsigned kKindBits = 5;
static_assert(kKinds <= 1U << kKindBits);
enum class Differs : std::uint8_t {
  Nowhere,
  InFirstWord,
  InSecondWord,
  AsTold,  // in the words of the next byte, a bit each
};

/// A block's bytes, who shares them, and where it is found.
constexpr std::uint64_t kBytesBesideBlock =
    sizeof(std::vector<std::uint8_t>) + 2 * sizeof(void*) + sizeof(std::shared_ptr<const std::vector<std::uint8_t>>);

using Words = std::array<std::uint32_t, kMostWords>;

// What is expected of the next event of a kind.
struct Foretold {
  Words last{};
  Words next{};

  void note(std::size_t word, std::uint32_t value) {
    next[word] = value + (value - last[word]);
    last[word] = value;
  }
};
using AllForetold = std::array<Foretold, kKinds>;

// Small where a word is a little more or less than was foretold.
constexpr std::uint32_t folded(std::uint32_t difference) { return (difference << 1) ^ (0 - (difference >> 31)); }
constexpr std::uint32_t unfolded(std::uint32_t stored) { return (stored >> 1) ^ (0 - (stored & 1)); }

void put(std::uint32_t value, std::uint8_t*& out) {
  for (; value >= 0x80; value >>= 7) *out++ = static_cast<std::uint8_t>(value | 0x80);
  *out++ = static_cast<std::uint8_t>(value);
}

std::uint32_t take(const std::uint8_t*& from) {
  std::uint32_t value = *from & 0x7fU;
  for (unsigned shift = 7; (*from++ & 0x80U) != 0; shift += 7) value |= (*from & 0x7fU) << shift;
  return value;
}

Differs whereOf(unsigned mask) {
  if (mask == 0) return Differs::Nowhere;
  if (mask == 1) return Differs::InFirstWord;
  return mask == 2 ? Differs::InSecondWord : Differs::AsTold;
}

template <class E>
void pack(const E& event, std::size_t kind, Foretold& foretold, std::uint8_t*& out) {
  Words words;
  std::memcpy(words.data(), &event, sizeof event);
  Words differences{};
  unsigned mask = 0;
  for (std::size_t word = 0; word < sizeof event / 4; ++word) {
    differences[word] = words[word] - foretold.next[word];
    mask |= differences[word] != 0 ? 1U << word : 0U;
    foretold.note(word, words[word]);
  }
  const Differs where = whereOf(mask);
  *out++ = static_cast<std::uint8_t>(kind | static_cast<unsigned>(where) << kKindBits);
  if (where == Differs::AsTold) *out++ = static_cast<std::uint8_t>(mask);
  for (std::size_t word = 0; word < sizeof event / 4; ++word)
    if (differences[word] != 0) put(folded(differences[word]), out);
}

template <class E>
void unpack(Event& event, unsigned mask, Foretold& foretold, const std::uint8_t*& from) {
  Words words;
  for (std::size_t word = 0; word < sizeof(E) / 4; ++word) {
    words[word] = foretold.next[word];
    if ((mask >> word & 1U) != 0) words[word] += unfolded(take(from));
    foretold.note(word, words[word]);
  }
  E taken;
  std::memcpy(static_cast<void*>(&taken), words.data(), sizeof taken);
  event = taken;
}

using Unpack = void (*)(Event&, unsigned, Foretold&, const std::uint8_t*&);

template <std::size_t... Kind>
constexpr std::array<Unpack, kKinds> allUnpacked(std::index_sequence<Kind...>) {
  return {unpack<EventOf<Kind>>...};
}

constexpr std::array<Unpack, kKinds> kUnpack = allUnpacked(std::make_index_sequence<kKinds>());

std::vector<std::uint8_t> packed(std::span<const Event, kEventsInBlock> events) {
  constexpr std::size_t kMostBytes = 2 + 5 * kMostWords;  // of an event that goes on in no way
  std::array<std::uint8_t, kMostBytes * kEventsInBlock> room;
  std::uint8_t* out = room.data();
  AllForetold foretold{};
  for (const Event& event : events)
    std::visit([&](const auto& e) { pack(e, event.index(), foretold[event.index()], out); }, event);
  return {room.data(), out};
}

void unpackInto(PackedEvents::Block& room, std::size_t count, const std::uint8_t* from) {
  AllForetold foretold{};
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned head = *from++;
    const std::size_t kind = head & ((1U << kKindBits) - 1);
    unsigned mask = head >> kKindBits;
    if (static_cast<Differs>(mask) == Differs::AsTold) mask = *from++;
    kUnpack[kind](room[i], mask, foretold[kind], from);
  }
}

}  // namespace

void PackedEvents::append(const EventList& events) {
  for (std::span<const Event> left(events); !left.empty();) {
    const std::size_t count = std::min(kEventsInBlock - m_open.size(), left.size());
    const std::span<const Event> next = left.first(count);
    left = left.subspan(count);
    if (count == kEventsInBlock) {
      seal(next.first<kEventsInBlock>());
      continue;
    }
    m_open.insert(m_open.end(), next.begin(), next.end());
    if (m_open.size() < kEventsInBlock) continue;
    seal(std::span<const Event>(m_open).first<kEventsInBlock>());
    m_open.clear();
  }
}

void PackedEvents::seal(std::span<const Event, kEventsInBlock> events) {
  m_blocks.push_back(std::make_shared<const std::vector<std::uint8_t>>(packed(events)));
  m_packedBytes += m_blocks.back()->size() + kBytesBesideBlock;
}

const Event* PackedEvents::eventsOf(std::uint64_t block, std::size_t count, Block& room) const {
  if (block == m_blocks.size()) return m_open.data();
  unpackInto(room, count, m_blocks[block]->data());
  return room.data();
}

Event PackedEvents::at(std::uint64_t number) const {
  RS_CHECK(number < size());
  Block room;
  const std::size_t within = number % kEventsInBlock;
  return eventsOf(number / kEventsInBlock, within + 1, room)[within];
}

const Event& EventWindow::operator[](std::uint64_t number) {
  RS_CHECK(number < m_events.size());
  if (const std::uint64_t block = number / kEventsInBlock; block != m_block) {
    const std::size_t count = std::min<std::uint64_t>(kEventsInBlock, m_events.size() - block * kEventsInBlock);
    m_first = m_events.eventsOf(block, count, m_room);
    m_block = block;
  }
  return m_first[number % kEventsInBlock];
}

std::uint64_t PackedEvents::bytes() const { return m_packedBytes + m_open.capacity() * sizeof(Event); }

}  // namespace roundscope
