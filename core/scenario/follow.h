// Private to core/scenario: what points at elements of a list goes on pointing at them when others come or go.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace roundscope::detail {

/// An element of a list.
struct ElementPlace {
  std::string list;  ///< its pointer
  std::size_t number = 0;
};

/// What an edit did: an element came, went, or moved.
struct ListChange {
  std::optional<ElementPlace> taken{};  ///< where it was
  std::optional<ElementPlace> put{};    ///< where it is now that the list that it left has closed up
};

/// The text after an edit of one of the scenario's own lists, with the pointers of variants' operations and of knobs
/// led to where the elements are now. Those that led into what is gone go, too. In what a variant writes itself, the
/// edit moved nothing.
std::string followed(std::string text, const ListChange& change);

}  // namespace roundscope::detail
