// Legal and distinct names for what a scenario calls by any text.
#pragma once

#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "core/scenario/scenario.h"

namespace roundscope::code {

/// Letters, digits and underscores only, and no digit first: "app-1" becomes "app_1".
std::string legalName(std::string_view wish);
std::string upperCamel(std::string_view wish);  ///< "order-book" becomes "OrderBook"
std::string screaming(std::string_view wish);   ///< "order-book" becomes "ORDER_BOOK"

/// The names in use in one scope, and in those around it where it was copied from.
class Names {
 public:
  explicit Names(Language language) : m_language(language) {}
  /// The nearest name to the wish that is legal, no keyword and free. It is taken then.
  std::string claim(std::string_view wish);
  /// Keeps names that the generator writes as they are from what is claimed until they are released.
  void reserve(std::initializer_list<std::string_view> names);
  void release(std::initializer_list<std::string_view> names);

 private:
  Language m_language;
  std::set<std::string, std::less<>> m_taken;
};

}  // namespace roundscope::code
