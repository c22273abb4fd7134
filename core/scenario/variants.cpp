// Variants are patches over the file's base: JSON Merge Patches (RFC 7396) or JSON Patches (RFC 6902).
#include "core/scenario/variants.h"

#include <algorithm>
#include <utility>

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
    const bool inList = at->is_array();  // which is the patch's as a whole
    at = childOf(*at, token);
    if (at == nullptr) return false;
    if (inList) return true;
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

std::optional<std::size_t> parentOf(const Json& variants, std::size_t variant) {
  const Json* const parent = childOf(variants[variant], "of");
  for (std::size_t i = 0; parent != nullptr && i < variant; ++i) {
    const Json* const name = childOf(variants[i], "name");
    if (name != nullptr && *name == *parent) return i;
  }
  return std::nullopt;
}

PatchedDocument::PatchedDocument(const Json& file, std::optional<std::size_t> variant)
    : m_file(&file), m_variant(variant) {
  if (file.contains("variants")) changing().erase("variants");
  std::vector<std::size_t> line;
  for (std::optional<std::size_t> at = variant; at; at = parentOf(file["variants"], *at)) line.push_back(*at);
  for (auto each = line.rbegin(); each != line.rend(); ++each) applyPatch(*each);
}

Json& PatchedDocument::changing() {
  if (!m_changed) m_changed = *m_file;
  return *m_changed;
}

void PatchedDocument::applyPatch(std::size_t variant) {
  const Json& patch = patchOf(*m_file, variant);
  Layer layer{variant, {}, {}};
  if (patch.is_array()) {
    layer.operations.emplace(Node{&patch, pointerOf(variant)}, changing());
  } else {
    if (!m_layers.empty()) layer.base = json();
    changing().merge_patch(patch);
  }
  m_layers.push_back(std::move(layer));
}

/// Variants that have nothing where a knob leads are left alone.
void PatchedDocument::applyKnob(const Override& change) {
  const Json* const knobs = childOf(*m_file, "knobs");
  for (std::size_t i = 0; knobs != nullptr && i < knobs->size(); ++i)
    if ((*knobs)[i]["label"] == change.pointer)
      for (const Json& pointer : (*knobs)[i]["set"])
        if (const auto at = pointer.get<std::string>(); lookUp(json(), at).value != nullptr)
          apply({at, change.value, change.variant});
}

void PatchedDocument::apply(const Override& change) {
  if (!change.variant.empty() && m_variant && (*m_file)["variants"][*m_variant]["name"] != change.variant) return;
  if (!change.pointer.empty() && change.pointer.front() != '/') return applyKnob(change);
  const auto refuse = [&](std::string what, std::string expected) {
    throw ParseFailure{change.pointer, std::move(what), std::move(expected), {}, 0};
  };
  const std::vector<std::string> tokens = pointerTokens(change.pointer);
  if (tokens.empty() || change.pointer.front() != '/')
    refuse("this is no JSON pointer", "a pointer as /canisters/0/cycles");
  if (belongsToFile(tokens.front()))
    refuse("this cannot be changed", "a pointer into the scenario, to which the variants are already applied");
  Json* at = &changing();
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
  ParseFailure at = failure;
  for (auto layer = m_layers.rbegin(); layer != m_layers.rend(); ++layer) {
    const std::string patch = pointerOf(layer->variant);
    if (layer->operations) {
      at.pointer = layer->operations->placeInFile(at);
      if (startsWithPointer(at.pointer, patch)) return at.pointer;
    } else {
      const Json& base = layer->base ? *layer->base : *m_file;
      if (patchWrote(patchOf(*m_file, layer->variant), base, pointerTokens(at.pointer), at.missingField))
        return patch + at.pointer;
    }
  }
  return at.pointer;
}

bool PatchedDocument::isOverridden(const ParseFailure& failure) const {
  return std::any_of(m_overridden.begin(), m_overridden.end(),
                     [&](const std::string& written) { return startsWithPointer(failure.pointer, written); });
}

std::optional<std::size_t> variantIn(const Json& file, std::size_t variant) {
  const Json* variants = childOf(file, "variants");
  if (variants == nullptr || !variants->is_array() || variant >= variants->size()) return std::nullopt;
  return variant;
}

std::optional<std::size_t> variantNamed(const Json& file, const std::string& name) {
  for (std::size_t i = 0; variantIn(file, i); ++i)
    if (const Json* const named = childOf(file["variants"][i], "name"); named != nullptr && *named == name) return i;
  return std::nullopt;
}

Json patchedScenario(const Json& file, std::optional<std::size_t> variant, const std::vector<Override>& overrides) {
  PatchedDocument document(file, variant);
  for (const Override& change : overrides) document.apply(change);
  return document.json();
}

}  // namespace roundscope::detail
