// A list for what grows with the length of a run, to millions of entries and more.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "core/base/large_block.h"

namespace roundscope {

/// Entries lie in blocks of `kPerBlock`, and those of one block side by side. A list that grows is never copied as a
/// whole: at ten million entries that would stop a window for seconds.
template <class T>
class LargeList {
 public:
  static constexpr std::size_t kPerBlock = kLargeListBlockBytes / sizeof(T);

  /// Counts places; stays valid while the list grows.
  template <class List, class Reference>
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = std::remove_reference_t<Reference>*;
    using reference = Reference;

    Iterator() = default;
    Iterator(List* list, std::size_t place) : m_list(list), m_place(place) {}

    reference operator*() const { return (*m_list)[m_place]; }
    pointer operator->() const { return &(*m_list)[m_place]; }
    reference operator[](difference_type by) const { return *(*this + by); }
    Iterator& operator+=(difference_type by) {
      m_place = static_cast<std::size_t>(static_cast<difference_type>(m_place) + by);
      return *this;
    }
    Iterator& operator-=(difference_type by) { return *this += -by; }
    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    friend Iterator operator+(Iterator it, difference_type by) { return it += by; }
    friend Iterator operator+(difference_type by, Iterator it) { return it += by; }
    friend Iterator operator-(Iterator it, difference_type by) { return it -= by; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
      return static_cast<difference_type>(a.m_place - b.m_place);
    }
    bool operator==(const Iterator& other) const { return m_place == other.m_place; }
    auto operator<=>(const Iterator& other) const { return m_place <=> other.m_place; }

   private:
    List* m_list = nullptr;
    std::size_t m_place = 0;
  };
  using iterator = Iterator<LargeList, T&>;
  using const_iterator = Iterator<const LargeList, const T&>;
  using value_type = T;

  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] bool empty() const { return m_size == 0; }
  [[nodiscard]] T& operator[](std::size_t i) { return m_blocks[i / kPerBlock][i % kPerBlock]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return m_blocks[i / kPerBlock][i % kPerBlock]; }
  [[nodiscard]] const T& front() const { return m_blocks.front().front(); }
  [[nodiscard]] T& back() { return m_blocks.back().back(); }
  [[nodiscard]] const T& back() const { return m_blocks.back().back(); }

  [[nodiscard]] iterator begin() { return {this, 0}; }
  [[nodiscard]] iterator end() { return {this, m_size}; }
  [[nodiscard]] const_iterator begin() const { return {this, 0}; }
  [[nodiscard]] const_iterator end() const { return {this, m_size}; }
  [[nodiscard]] auto rbegin() const { return std::make_reverse_iterator(end()); }
  [[nodiscard]] auto rend() const { return std::make_reverse_iterator(begin()); }

  template <class... Arguments>
  T& emplace_back(Arguments&&... arguments) {
    if (m_room == 0) beginBlock();
    --m_room;
    ++m_size;
    return m_blocks.back().emplace_back(std::forward<Arguments>(arguments)...);
  }
  void push_back(const T& entry) { emplace_back(entry); }
  void pop_back() { resize(m_size - 1); }
  /// Drops the last entries, or adds default ones.
  void resize(std::size_t size) {
    while (m_size < size) emplace_back();
    while (m_size > size) {
      LargeVector<T>& last = m_blocks.back();
      const std::size_t dropped = std::min(m_size - size, last.size());
      last.resize(last.size() - dropped);
      m_size -= dropped;
      m_room += dropped;
      if (!last.empty()) continue;
      m_blocks.pop_back();
      m_room = 0;
    }
  }

  bool operator==(const LargeList& other) const { return m_size == other.m_size && m_blocks == other.m_blocks; }

 private:
  void beginBlock() {
    m_blocks.emplace_back();
    if (m_blocks.size() > 1) m_blocks.back().reserve(kPerBlock);  // the first one grows: most lists are short
    m_room = kPerBlock;
  }

  std::vector<LargeVector<T>> m_blocks;  ///< none empty; all but the last one full
  std::size_t m_size = 0;
  std::size_t m_room = 0;  ///< in the last block
};

}  // namespace roundscope
