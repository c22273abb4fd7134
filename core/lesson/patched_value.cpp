// JSON pointers into documents that are already known to be right.
#include "core/lesson/patched_value.h"

#include "core/scenario/variants.h"

namespace roundscope::detail {

Looked lookUp(const Json& root, const std::string& pointer) {
  Looked looked;
  const Json* at = &root;
  for (const std::string& token : pointerTokens(pointer)) {
    const Json* const next = childOf(*at, token);
    if (next == nullptr) {
      looked.missing = token;
      if (at->is_object())
        for (auto it = at->begin(); it != at->end(); ++it) looked.known.push_back(it.key());
      if (at->is_array())
        for (std::size_t i = 0; i < at->size(); ++i) looked.known.push_back(std::to_string(i));
      return looked;
    }
    at = next;
  }
  looked.value = at;
  return looked;
}

Json patchedScenario(std::string_view text, std::size_t variant, const std::vector<Override>& overrides) {
  const Json file = readJson(text);
  const bool hasVariants = file.contains("variants");
  PatchedDocument document(file, hasVariants ? std::optional(variant) : std::nullopt);
  for (const Override& change : overrides) document.apply(change);
  return document.json();
}

}  // namespace roundscope::detail
