// ASCII only: endings are ours. See file_endings.h.
#include "core/base/file_endings.h"

#include <algorithm>

namespace roundscope {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool hasEnding(std::string_view fileName, std::string_view ending) {
  return fileName.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), fileName.rbegin(),
                                                       [](char end, char own) { return end == lower(own); });
}

std::string endingsText(std::span<const std::string_view> endings) {
  std::string text;
  for (std::size_t i = 0; i < endings.size(); ++i) {
    text += i == 0 ? "" : i + 1 == endings.size() ? " or " : ", ";
    text += endings[i];
  }
  return text;
}

}  // namespace roundscope
