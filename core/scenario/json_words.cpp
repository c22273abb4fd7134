// What is wrong with text that is no JSON.
#include "core/scenario/json_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/scenario/json_limits.h"

namespace roundscope::detail {
namespace {

/// Printable ASCII stays; anything else could be half a character or a control code.
std::string printable(std::string_view raw) {
  constexpr std::size_t kMaxShown = 100;
  std::string out;
  for (const char c : raw.substr(0, kMaxShown)) out += (c >= ' ' && c <= '~') ? c : '?';
  return raw.size() > kMaxShown ? out + "…" : out;
}

/// What the library says and what we say. The first that it contains counts.
struct Reason {
  std::string_view library;
  std::string_view found;
  std::string_view expected;
};
constexpr auto kReasons = std::to_array<Reason>({
    {"(LF) must be escaped", "the end of the line inside a text", "a closing quote before it, or \\n in its place"},
    {"must be escaped", "a control character inside a text", "an escape in its place, as \\t or \\u0007"},
    {"missing closing quote", "the end of the file inside a text", "a closing quote"},
    {"ill-formed UTF-8", "bytes that are no UTF-8", "the file to be saved as UTF-8"},
    {"invalid BOM", "bytes that are no UTF-8", "the file to be saved as UTF-8"},
    {"forbidden character after backslash", "a backslash before a character that has no escape",
     "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, or two backslashes for one"},
    {"4 hex digits", "\\u without four hexadecimal digits", "an escape as \\u00e9"},
    {"surrogate", "half of a character that takes two escapes", "both, as \\ud83d\\ude00"},
    {"invalid number", "a number that is not finished", "a number as 5, -0.5 or 2e12"},
    {"missing closing '*/'", "the end of the file inside a comment", "*/ at the comment's end"},
    {"invalid comment", "a slash that begins no comment", "// or /*"},
    {"unexpected end of input", "the end of the file", ""},
});

/// What the library would have accepted.
std::string expectedBy(std::string_view message) {
  constexpr std::string_view marker = "; expected ";
  const std::size_t at = message.rfind(marker);
  const std::string_view expected = at == std::string_view::npos ? "" : message.substr(at + marker.size());
  if (expected == "string literal") return "a field's name in quotes";
  if (expected == "'}'" || expected == "']'") return "',' or " + std::string(expected);
  if (expected == "end of input") return "the end of the file";
  if (expected == "':'") return "':'";
  return "a value: text in quotes, a number, true, false, null, '{' or '['";
}

/// The library's last token may still hold what stood before it, line feeds as <U+000A>.
std::string_view withoutWhatPrecedes(std::string_view token) {
  const bool isString = token.size() > 1 && token.front() == '"' && token.back() == '"';
  if (token.empty() || isString) return token;
  const std::size_t separator = token.substr(0, token.size() - 1).find_last_of(",:[]{}> ");
  return separator == std::string_view::npos ? token : token.substr(separator + 1);
}

}  // namespace

std::size_t lineAt(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

void checkIsText(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(kJsonSpace);
  if (first == std::string_view::npos) throw ParseFailure{"", "the file is empty", "JSON text", {}, 1};
  const std::string_view start = bytes.substr(0, 2);
  const bool marked = start == "\xff\xfe" || start == "\xfe\xff";
  if (marked || (start.size() == 2 && (start[0] == '\0') != (start[1] == '\0')))
    throw ParseFailure{"", "the file is UTF-16 text", "the file to be saved as UTF-8", {}, 1};
  const std::size_t nul = bytes.find('\0');
  if (nul == std::string_view::npos) return;
  if (std::string_view("{[/\"\xef").find(bytes[first]) == std::string_view::npos)
    throw ParseFailure{"", "the file is no text", "JSON text", {}, 1};
  throw ParseFailure{"", "found a NUL byte", "text without such bytes", {}, lineAt(bytes, nul)};
}

ParseFailure inOurWords(const nlohmann::detail::exception& error, std::string_view lastToken,
                        std::string_view endAfterComma) {
  constexpr int kNumberOverflow = 406;
  if (error.id == kNumberOverflow)
    return {"", fmt::format("found the number {}, which is too large", printable(lastToken)), "a number below 1e308"};
  const std::string_view message = error.what();
  const std::size_t start = std::min(message.find(" - "), message.size());
  const std::string_view reason = message.substr(start, message.find("; last read") - start);
  const auto known = std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& candidate) {
    return reason.find(candidate.library) != std::string_view::npos;
  });
  if (known != kReasons.end())
    return {"", fmt::format("broken JSON: found {}", known->found),
            known->expected.empty() ? expectedBy(message) : std::string(known->expected)};
  std::string found = printable(withoutWhatPrecedes(lastToken));
  if (found.substr(0, 1) != "\"") found = '"' + found + '"';
  if (endAfterComma.empty() || found != fmt::format("\"{}\"", endAfterComma))
    return {"", "broken JSON: found " + found, expectedBy(message)};
  return {"", fmt::format("broken JSON: found {} after a comma", found),
          fmt::format("no comma before it, or {}", endAfterComma == "]" ? "a value" : "a field's name in quotes")};
}

}  // namespace roundscope::detail
