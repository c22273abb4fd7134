// Variants are patches over the file's base: JSON Merge Patches (RFC 7396) or JSON Patches (RFC 6902).
#include "core/scenario/variants.h"

#include <algorithm>

namespace roundscope::detail {
namespace {

/// Of its patch.
std::string pointerOf(std::size_t variant) { return "/variants/" + std::to_string(variant) + "/patch"; }

const Json& patchOf(const Json& file, std::size_t variant) {
  static const Json none = Json::object();
  const Json& entry = file["variants"][variant];
  return entry.contains("patch") ? entry["patch"] : none;
}

bool exists(const Json& root, const std::vector<std::string>& tokens) {
  const Json* at = &root;
  for (const std::string& token : tokens)
    if (at = childOf(*at, token); at == nullptr) return false;
  return true;
}

/// Whether a merge patch wrote the value at `tokens`, rather than left the base's.
bool patchWrote(const Json& patch, const Json& base, const std::vector<std::string>& tokens,
                const std::string& missingField) {
  const Json* at = &patch;
  for (const std::string& token : tokens) {
    at = childOf(*at, token);
    if (at == nullptr) return false;
  }
  if (!at->is_object()) return true;
  // An object is merged into the base's: it is the patch's own when the base has none, or when it removed the field.
  return !exists(base, tokens) || (!missingField.empty() && at->contains(missingField));
}

Json parsedOrText(const std::string& value) {
  try {
    return readJson(value);
  } catch (const ParseFailure&) {
    return Json(value);
  }
}

bool startsWithPointer(const std::string& pointer, const std::string& prefix) {
  return pointer.compare(0, prefix.size(), prefix) == 0 &&
         (pointer.size() == prefix.size() || pointer[prefix.size()] == '/');
}

}  // namespace

PatchedDocument::PatchedDocument(const Json& file, std::optional<std::size_t> variant)
    : m_file(&file), m_variant(variant), m_json(file) {
  m_json.erase("variants");
  if (!m_variant) return;
  const Json& patch = patchOf(file, *m_variant);
  if (patch.is_array())
    m_applied.emplace(Node{&patch, pointerOf(*m_variant)}, m_json);
  else
    m_json.merge_patch(patch);
}

void PatchedDocument::apply(const Override& change) {
  if (!change.variant.empty() && m_variant && (*m_file)["variants"][*m_variant]["name"] != change.variant) return;
  const auto refuse = [&](std::string what, std::string expected) {
    throw ParseFailure{change.pointer, std::move(what), std::move(expected), {}, 0};
  };
  const std::vector<std::string> tokens = pointerTokens(change.pointer);
  if (tokens.empty() || change.pointer.front() != '/')
    refuse("this is no JSON pointer", "a pointer as /canisters/0/cycles");
  if (tokens.front() == "variants" || tokens.front() == "roundscope")
    refuse("this cannot be changed", "a pointer into the scenario, to which the variants are already applied");
  Json* at = &m_json;
  std::string pointer;
  std::string outermost;
  for (const std::string& token : tokens) {
    pointer = childPointer(pointer, token);
    Json* next = const_cast<Json*>(childOf(*at, token));
    // What an object lacks is made, so that optional parts as `limits` need not be written in the file; names that
    // no scenario has are refused later like any other.
    if (next == nullptr && !at->is_object())
      refuse("there is nothing at " + pointer, "a pointer to what the file holds");
    if (next == nullptr) next = &(*at)[token];
    if (next->is_null()) {
      if (outermost.empty()) outermost = pointer;
      *next = Json::object();
    }
    at = next;
  }
  *at = parsedOrText(change.value);
  m_overridden.push_back(outermost.empty() ? change.pointer : outermost);
}

std::string PatchedDocument::placeInFile(const ParseFailure& failure) const {
  if (!m_variant) return failure.pointer;
  if (m_applied) return m_applied->placeInFile(failure);
  const std::vector<std::string> tokens = pointerTokens(failure.pointer);
  if (!patchWrote(patchOf(*m_file, *m_variant), *m_file, tokens, failure.missingField)) return failure.pointer;
  return pointerOf(*m_variant) + failure.pointer;
}

bool PatchedDocument::isOverridden(const ParseFailure& failure) const {
  return std::any_of(m_overridden.begin(), m_overridden.end(),
                     [&](const std::string& written) { return startsWithPointer(failure.pointer, written); });
}

}  // namespace roundscope::detail
