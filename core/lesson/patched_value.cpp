// JSON pointers into documents that are already known to be right.
#include "core/lesson/patched_value.h"

#include "core/scenario/variants.h"

namespace roundscope::detail {

Json patchedScenario(std::string_view text, std::size_t variant, const std::vector<Override>& overrides) {
  const Json file = readJson(text);
  const bool hasVariants = file.contains("variants");
  PatchedDocument document(file, hasVariants ? std::optional(variant) : std::nullopt);
  for (const Override& change : overrides) document.apply(change);
  return document.json();
}

}  // namespace roundscope::detail
