// The search for the last of many numbered cases that holds, asking about as few as can be.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace roundscope {

/// Probes a few cases evenly, ends included. Where these first hold and then do not, it halves the gap between the last
/// that holds and the first that does not; otherwise it asks about every case, because halving could pass one over.
class GreatestHolding {
 public:
  enum class Method { Bisection, Search };

  /// Of cases 0 to `cases` - 1, of which there is at least one. `hint`, where there is one, is probed first, and the
  /// case after it: a guess that is right saves the halving.
  explicit GreatestHolding(std::size_t cases, std::optional<std::size_t> hint = std::nullopt);

  /// The cases to ask about next, ascending; none when the answer is known.
  [[nodiscard]] std::vector<std::size_t> next();
  void tell(std::size_t which, bool holds) { m_known[which] = holds; }

  // When the answer is known.

  /// Absent when none holds.
  [[nodiscard]] std::optional<std::size_t> greatest() const;
  /// The greatest up to which every case that was asked about holds.
  [[nodiscard]] std::optional<std::size_t> greatestWithoutGap() const;
  [[nodiscard]] Method method() const { return m_method; }
  /// A case that holds although a lesser one does not: why the method is Search.
  [[nodiscard]] std::optional<std::size_t> exception() const;
  [[nodiscard]] std::size_t asked() const { return m_known.size(); }
  [[nodiscard]] std::size_t cases() const { return m_cases; }

 private:
  /// Cases around which the answer lies, as far as is known: the last that holds, the first that does not.
  [[nodiscard]] std::vector<std::size_t> unknownOf(const std::vector<std::size_t>& cases) const;

  std::size_t m_cases;
  std::vector<std::size_t> m_probes;
  Method m_method = Method::Bisection;
  std::map<std::size_t, bool> m_known;
};

}  // namespace roundscope
