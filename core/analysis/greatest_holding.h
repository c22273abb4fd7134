// The search for the last of many numbered cases that holds, asking about as few as can be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace roundscope {

/// Probes a few cases evenly, ends included. Where these first hold and then do not, it halves the gap between the last
/// that holds and the next that does not. Where one holds above one that does not, halving could pass others over: then
/// it asks about every case where these are few, else evenly about more of them, and halves the gap above the last one.
class GreatestHolding {
 public:
  enum class Method : std::uint8_t { Bisection, Search };
  /// What is known of a case.
  enum class Case : std::uint8_t {
    Holds,
    Fails,
    None,  ///< it is none: nothing could be tried. Does not hold, and is no reason to search either.
  };
  enum class Aim : std::uint8_t {
    Greatest,    ///< the last that holds, whatever lies below it
    WithoutGap,  ///< the last up to which all hold: always by halving
  };

  /// Of cases 0 to `cases` - 1, of which there is at least one. `hint`, where there is one, is probed first, and the
  /// case after it: a guess that is right saves the halving.
  explicit GreatestHolding(std::size_t cases, Aim aim = Aim::Greatest, std::optional<std::size_t> hint = std::nullopt);

  /// The cases to ask about next, ascending; none when the answer is known.
  [[nodiscard]] std::vector<std::size_t> next();
  void tell(std::size_t which, Case known) { m_known[which] = known; }

  // When the answer is known. All of it is about cases that were asked about.

  /// Absent when none holds.
  [[nodiscard]] std::optional<std::size_t> greatest() const;
  /// The greatest up to which every case holds; those that are none do not count below it.
  [[nodiscard]] std::optional<std::size_t> greatestWithoutGap() const;
  [[nodiscard]] Method method() const { return m_method; }
  /// A case that holds although a lesser one does not: why the method is Search.
  [[nodiscard]] std::optional<std::size_t> exception() const;
  [[nodiscard]] std::size_t asked() const { return m_known.size(); }
  [[nodiscard]] std::size_t cases() const { return m_cases; }

 private:
  [[nodiscard]] std::vector<std::size_t> unknownOf(const std::vector<std::size_t>& cases) const;
  /// The case in the middle between this one, which holds, and the next that is known and does not; absent where there
  /// is none between.
  [[nodiscard]] std::optional<std::size_t> middleAbove(std::optional<std::size_t> holding) const;

  std::size_t m_cases;
  Aim m_aim;
  std::vector<std::size_t> m_probes;
  Method m_method = Method::Bisection;
  std::map<std::size_t, Case> m_known;
};

}  // namespace roundscope
