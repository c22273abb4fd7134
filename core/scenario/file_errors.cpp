// What is wrong with a file, sorted by line.
#include "core/scenario/file_errors.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/check.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMostListed = 50;  ///< nobody reads more

/// " in the variant "Two"", where there are others.
std::string ofVariants(const std::vector<std::string>& variants, std::size_t count) {
  constexpr std::size_t kMostNamed = 3;
  if (variants.empty() || variants.size() >= count) return {};
  if (variants.size() > kMostNamed) return fmt::format(" in {} of {} variants", variants.size(), count);
  std::string names;
  for (const std::string& variant : variants) names += (names.empty() ? "\"" : "\", \"") + shownName(variant);
  return fmt::format(" in the {} {}\"", variants.size() == 1 ? "variant" : "variants", names);
}

}  // namespace

void FileErrors::inFile(const ParseFailure& failure, std::string pointer, const std::string& variant) {
  Found found{ErrorKind::Scenario, std::move(pointer), failure.what, failure.expected, failure.line};
  if (!variant.empty()) found.variants.push_back(variant);
  add(std::move(found));
}

void FileErrors::inOverride(const ParseFailure& failure) {
  add({ErrorKind::Usage, failure.pointer, failure.what, failure.expected, 0});
}

void FileErrors::add(Found found) {
  const auto [known, isNew] = m_known.try_emplace(std::pair(found.pointer, found.what), m_found.size());
  if (isNew) return m_found.push_back(std::move(found));
  std::vector<std::string>& variants = m_found[known->second].variants;
  if (!variants.empty()) variants.insert(variants.end(), found.variants.begin(), found.variants.end());
}

Error FileErrors::inOrder(std::string_view text, const std::string& fileName, std::size_t variantCount) const {
  RS_CHECK(!m_found.empty());
  std::vector<Found> sorted = m_found;
  std::vector<std::string> pointers;
  for (const Found& found : sorted)
    if (found.line == 0) pointers.push_back(found.pointer);
  if (!pointers.empty()) {
    const std::vector<std::size_t> lines = linesOf(text, pointers);
    auto line = lines.begin();
    for (Found& found : sorted)
      if (found.line == 0) found.line = *line++;
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Found& a, const Found& b) {
    return std::pair(a.kind, a.line) < std::pair(b.kind, b.line);
  });

  Error error;
  for (std::size_t i = 0; i < sorted.size() && i < kMostListed; ++i) {
    const Found& found = sorted[i];
    const std::string pointer = shownPointer(found.pointer);
    std::string where = found.kind == ErrorKind::Usage ? fmt::format("--set: {}", pointer)
                                                       : fmt::format("{}:{}: {}", fileName, found.line, pointer);
    Error next{found.kind, std::move(where), shownSentence(found.what) + ofVariants(found.variants, variantCount),
               shownSentence(found.expected)};
    if (i == 0)
      error = std::move(next);
    else
      error.others.push_back(std::move(next));
  }
  error.unlisted = sorted.size() - std::min(sorted.size(), kMostListed);
  return error;
}

}  // namespace roundscope::detail
