// The alignment in the same order that is most alike in all, then what changed places. See step_alignment.h.
#include "core/analysis/step_alignment.h"

#include <algorithm>

namespace roundscope {

namespace {

constexpr std::size_t kMostCells = 4'000'000;
constexpr int kSameKind = 1;
constexpr int kSameName = 4;  ///< whom it calls, or its label
constexpr int kSameInAll = 2;
/// Less does not tell a step that changed its place.
constexpr int kTellsAlone = kSameKind + kSameName;

class Alignment {
 public:
  Alignment(const Scenario& from, MethodRef method, const Scenario& to, MethodRef other)
      : m_fromScenario(from),
        m_toScenario(to),
        m_from(from.method(method).steps),
        m_to(to.method(other).steps),
        m_found(m_from.size()),
        m_taken(m_to.size()) {}

  std::vector<std::optional<std::uint16_t>> find() {
    std::size_t first = 0;
    std::size_t fromEnd = m_from.size();
    std::size_t toEnd = m_to.size();
    for (; first < std::min(fromEnd, toEnd) && isSame(first, first); ++first) match(first, first);
    for (; fromEnd > first && toEnd > first && isSame(fromEnd - 1, toEnd - 1); --fromEnd, --toEnd)
      match(fromEnd - 1, toEnd - 1);
    if ((fromEnd - first + 1) * (toEnd - first + 1) <= kMostCells)
      alignBetween(first, fromEnd, toEnd);
    else
      for (std::size_t i = first; i < std::min(fromEnd, toEnd); ++i)
        if (likeness(i, i) > 0) match(i, i);
    findMoved();
    return std::move(m_found);
  }

 private:
  void match(std::size_t from, std::size_t to) {
    m_found[from] = static_cast<std::uint16_t>(to);
    m_taken[to] = true;
  }

  [[nodiscard]] bool isSame(std::size_t from, std::size_t to) const {
    return m_from[from].action == m_to[to].action && likeness(from, to) > kSameKind;
  }

  [[nodiscard]] bool callTheSame(const CallStep& a, const CallStep& b) const {
    return std::equal(a.to.begin(), a.to.end(), b.to.begin(), b.to.end(),
                      [&](MethodRef x, MethodRef y) { return nameOf(x, m_fromScenario) == nameOf(y, m_toScenario); });
  }

  /// 0: they have nothing in common.
  [[nodiscard]] int likeness(std::size_t from, std::size_t to) const {
    const Action& a = m_from[from].action;
    const Action& b = m_to[to].action;
    if (a.index() != b.index()) return 0;
    int likeness = kSameKind + (a == b ? kSameInAll : 0);
    const auto* call = std::get_if<CallStep>(&a);
    if (call == nullptr) return likeness + (a == b ? kSameName : 0);
    const auto& other = std::get<CallStep>(b);
    if (callTheSame(*call, other)) likeness += kSameName;
    if (!call->label.empty() && call->label == other.label) likeness += kSameName;
    return likeness;
  }

  void alignBetween(std::size_t first, std::size_t fromEnd, std::size_t toEnd) {
    const std::size_t rows = fromEnd - first;
    const std::size_t columns = toEnd - first;
    if (rows == 0 || columns == 0) return;
    // best[i][j]: how alike what follows is at most, from step i here and step j there on.
    std::vector<int> best((rows + 1) * (columns + 1));
    const auto at = [&](std::size_t i, std::size_t j) -> int& { return best[i * (columns + 1) + j]; };
    const auto withBoth = [&](std::size_t i, std::size_t j) {
      const int alike = likeness(first + i, first + j);
      return alike == 0 ? 0 : alike + at(i + 1, j + 1);
    };
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = columns; j-- > 0;) at(i, j) = std::max({withBoth(i, j), at(i + 1, j), at(i, j + 1)});
    for (std::size_t i = 0, j = 0; i < rows && j < columns && at(i, j) > 0;) {
      if (at(i, j) == withBoth(i, j)) {
        match(first + i++, first + j++);
      } else if (at(i, j) == at(i + 1, j)) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  void findMoved() {
    for (std::size_t i = 0; i < m_from.size(); ++i)
      for (std::size_t j = 0; !m_found[i] && j < m_to.size(); ++j)
        if (!m_taken[j] && likeness(i, j) >= kTellsAlone) match(i, j);
  }

  const Scenario& m_fromScenario;
  const Scenario& m_toScenario;
  const std::vector<Step>& m_from;
  const std::vector<Step>& m_to;
  std::vector<std::optional<std::uint16_t>> m_found;
  std::vector<bool> m_taken;
};

}  // namespace

std::vector<std::optional<std::uint16_t>> alignSteps(const Scenario& from, MethodRef method, const Scenario& to,
                                                     MethodRef other) {
  return Alignment(from, method, to, other).find();
}

}  // namespace roundscope
