// Legal and distinct names.
#include "core/code/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace roundscope::code {
namespace {

constexpr std::array kMotokoKeywords = {
    "actor",     "and",         "assert", "async",      "await",     "break",    "case",   "catch",   "class",
    "composite", "continue",    "debug",  "debug_show", "do",        "else",     "false",  "finally", "flexible",
    "for",       "from_candid", "func",   "if",         "ignore",    "implicit", "import", "in",      "include",
    "label",     "let",         "loop",   "migration",  "mixin",     "module",   "not",    "null",    "object",
    "or",        "persistent",  "prim",   "private",    "public",    "query",    "return", "shared",  "stable",
    "switch",    "system",      "throw",  "to_candid",  "transient", "true",     "try",    "type",    "var",
    "weak",      "while",       "with",   "self"};
constexpr std::array kRustKeywords = {
    "abstract", "as",    "async", "await", "become", "box",    "break",   "const",  "continue", "crate",
    "do",       "dyn",   "else",  "enum",  "extern", "false",  "final",   "fn",     "for",      "gen",
    "if",       "impl",  "in",    "let",   "loop",   "macro",  "match",   "mod",    "move",     "mut",
    "override", "priv",  "pub",   "ref",   "return", "Self",   "self",    "static", "struct",   "super",
    "trait",    "true",  "try",   "type",  "typeof", "unsafe", "unsized", "use",    "virtual",  "where",
    "while",    "yield", "bool",  "str",   "u64",    "i64",    "drop"};

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

template <class Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string legalName(std::string_view wish) {
  std::string name;
  for (const char c : wish) name += isLetter(c) || isDigit(c) ? c : '_';
  // A name of underscores alone means "nothing" in both languages.
  if (std::all_of(name.begin(), name.end(), [](char c) { return c == '_'; })) return "unnamed";
  return isDigit(name[0]) ? "n" + name : name;
}

std::string upperCamel(std::string_view wish) {
  std::string name;
  bool first = true;
  for (const char c : legalName(wish)) {
    if (c == '_') {
      first = true;
      continue;
    }
    name += first ? upper(c) : c;
    first = false;
  }
  return name;
}

std::string screaming(std::string_view wish) {
  std::string name = legalName(wish);
  std::transform(name.begin(), name.end(), name.begin(), upper);
  return name;
}

std::string Names::claim(std::string_view wish) {
  const std::string name = legalName(wish);
  const bool keyword = m_language == Language::Motoko ? contains(kMotokoKeywords, name) : contains(kRustKeywords, name);
  // Motoko itself takes the underscore away when it exports such a name.
  const std::string base = keyword ? name + "_" : name;
  std::string found = base;
  for (int n = 2; !m_taken.insert(found).second; ++n) found = fmt::format("{}_{}", base, n);
  return found;
}

void Names::reserve(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) m_taken.insert(std::string(name));
}

void Names::release(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = m_taken.find(name);
    if (found != m_taken.end()) m_taken.erase(found);
  }
}

}  // namespace roundscope::code
