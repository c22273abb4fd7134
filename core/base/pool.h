// Rows of one kind that are reused when they are free, so that a long run allocates only for what is under way at once.
#pragma once

#include <cstdint>
#include <vector>

namespace roundscope {

/// Stands for "no row" where an `optional` would cost memory in every row of a pool.
inline constexpr std::uint32_t kNone = 0xffffffff;

/// Rows keep their numbers until they are removed. A new row is a fresh `Row{}`, also where it takes a free place.
template <class Row>
class Pool {
 public:
  std::uint32_t add() {
    ++m_used;
    if (m_free.empty()) {
      m_rows.emplace_back();
      return static_cast<std::uint32_t>(m_rows.size() - 1);
    }
    const std::uint32_t index = m_free.back();
    m_free.pop_back();
    m_rows[index] = Row{};
    return index;
  }
  void remove(std::uint32_t index) {
    --m_used;
    m_free.push_back(index);
  }
  Row& operator[](std::uint32_t index) { return m_rows[index]; }
  const Row& operator[](std::uint32_t index) const { return m_rows[index]; }
  [[nodiscard]] std::uint32_t used() const { return m_used; }
  /// Free rows included.
  [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

 private:
  std::vector<Row> m_rows;
  std::vector<std::uint32_t> m_free;
  std::uint32_t m_used = 0;
};

}  // namespace roundscope
