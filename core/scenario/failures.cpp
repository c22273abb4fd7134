// Gathers what is wrong with a document.
#include "core/scenario/failures.h"

#include <algorithm>
#include <iterator>

namespace roundscope::detail {
namespace {

constexpr std::size_t kMostNoted = 1'000;

bool startsWith(const std::string& text, const std::string& beginning) {
  return text.compare(0, beginning.size(), beginning) == 0;
}

/// Whether the failure left names undeclared: those of `list` altogether, or that of one of its elements.
bool hidesNames(const ParseFailure& failure, const std::string& list) {
  const std::string place =
      failure.missingField.empty() ? failure.pointer : childPointer(failure.pointer, failure.missingField);
  if (!place.empty() && startsWith(list + '/', place + '/')) return true;
  if (!startsWith(place, list + '/')) return false;
  const std::vector<std::string> below = pointerTokens(place.substr(list.size()));
  return below.size() == 1 || (below.size() == 2 && below[1] == "id");
}

/// Whether the failure is that the field is there by another name.
bool misnames(const ParseFailure& failure, const std::string& object, const std::string& field) {
  return startsWith(failure.pointer, object + '/') && failure.expected == '"' + field + '"';
}

bool follows(const ParseFailure& failure, const ParseFailure& from) {
  if (!failure.namesOf.empty()) return hidesNames(from, failure.namesOf);
  return !failure.missingField.empty() && misnames(from, failure.pointer, failure.missingField);
}

}  // namespace

void ParseFailures::note(ParseFailure failure) {
  const bool known = std::any_of(m_noted.begin(), m_noted.end(), [&](const ParseFailure& noted) {
    return noted.pointer == failure.pointer && noted.what == failure.what;
  });
  if (known) return;
  if (m_noted.size() == kMostNoted) throw TooMany{};
  m_noted.push_back(std::move(failure));
}

std::vector<ParseFailure> ParseFailures::causes() const {
  std::vector<ParseFailure> causes;
  std::copy_if(m_noted.begin(), m_noted.end(), std::back_inserter(causes), [&](const ParseFailure& failure) {
    return std::none_of(m_noted.begin(), m_noted.end(),
                        [&](const ParseFailure& other) { return follows(failure, other); });
  });
  return causes;
}

}  // namespace roundscope::detail
