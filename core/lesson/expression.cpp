// Expressions by recursive descent: "or" binds least, then "and", comparisons, + and -, * and /.
#include "core/lesson/expression.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>

#include "core/scenario/object_reader.h"

namespace roundscope::detail {
namespace {

struct Function {
  std::string_view name;
  FactKind kind;
  std::size_t fewest;
  std::size_t most;
};
constexpr std::array<Function, 6> kFunctions = {{
    {"limit", FactKind::Limit, 1, 2},
    {"count", FactKind::Count, 1, 1},
    {"round", FactKind::Round, 1, 1},
    {"seconds", FactKind::Seconds, 1, 1},
    {"value", FactKind::Value, 1, 2},
    {"in_flight", FactKind::InFlight, 3, 3},
}};

struct Sign {
  std::string_view text;
  Operator op;
};
constexpr std::array<Sign, 2> kWords = {{{"or", Operator::Or}, {"and", Operator::And}}};
// The longer of two that begin alike comes first.
constexpr std::array<Sign, 6> kComparisons = {{{"<=", Operator::LessEqual},
                                               {">=", Operator::GreaterEqual},
                                               {"==", Operator::Equal},
                                               {"!=", Operator::NotEqual},
                                               {"<", Operator::Less},
                                               {">", Operator::Greater}}};

/// Reads one expression from the front of a text.
class ExpressionReader {
 public:
  ExpressionReader(std::string_view text, const std::string& pointer) : m_text(text) { m_result.pointer = pointer; }

  Expression read() {
    readWord(0);
    skipSpace();
    if (m_at < m_text.size()) refuse(fmt::format("found \"{}\"", m_text.substr(m_at)), "an operator or the end");
    return std::move(m_result);
  }

 private:
  std::size_t readWord(std::size_t level) {
    const auto next = [&] { return level + 1 < kWords.size() ? readWord(level + 1) : readComparison(); };
    std::size_t left = next();
    while (takeWord(kWords[level].text)) left = combine(kWords[level].op, left, next());
    return left;
  }

  std::size_t readComparison() {
    const std::size_t left = readSum();
    for (const Sign& sign : kComparisons)
      if (take(sign.text)) return combine(sign.op, left, readSum());
    return left;
  }

  std::size_t readSum() {
    std::size_t left = readProduct();
    while (true) {
      if (take("+"))
        left = combine(Operator::Add, left, readProduct());
      else if (take("-"))
        left = combine(Operator::Subtract, left, readProduct());
      else
        return left;
    }
  }

  std::size_t readProduct() {
    std::size_t left = readOperand();
    while (true) {
      if (take("*"))
        left = combine(Operator::Multiply, left, readOperand());
      else if (take("/"))
        left = combine(Operator::Divide, left, readOperand());
      else
        return left;
    }
  }

  std::size_t readOperand() {
    skipSpace();
    if (take("(")) {
      const std::size_t inner = readWord(0);
      if (!take(")")) refuse("a bracket is open", "\")\"");
      return inner;
    }
    if (m_at < m_text.size() && std::isdigit(static_cast<unsigned char>(m_text[m_at])) != 0) return readNumber();
    return readFact();
  }

  std::size_t readNumber() {
    Expression::Node node;
    const char* first = m_text.data() + m_at;
    const auto [end, error] = std::from_chars(first, m_text.data() + m_text.size(), node.number);
    if (error != std::errc{}) refuse("found a number that is out of range", "a number as 1000 or 1e12");
    m_at += static_cast<std::size_t>(end - first);
    m_result.nodes.push_back(node);
    return m_result.nodes.size() - 1;
  }

  std::size_t readFact() {
    Fact fact;
    std::string name = readName();
    if (peek() == ':') {
      ++m_at;
      fact.variant = std::move(name);
      name = readName();
    }
    if (name == "scenario" && take(":")) {
      fact.kind = FactKind::Scenario;
      fact.arguments = {readPointer()};
    } else if (name == "scenario" || fact.variant == "scenario") {
      fact.variant.clear();
      fact.kind = FactKind::Scenario;
      fact.arguments = {readPointer()};
    } else if (name.empty() && peek() == '/') {
      fact.arguments = {readPointer()};
    } else {
      readCall(name, fact);
    }
    m_result.facts.push_back(std::move(fact));
    m_result.nodes.push_back({.op = Operator::Reference, .fact = m_result.facts.size() - 1});
    return m_result.nodes.size() - 1;
  }

  void readCall(const std::string& name, Fact& fact) {
    std::vector<std::string> known;
    known.reserve(kFunctions.size());
    for (const Function& function : kFunctions) known.emplace_back(function.name);
    const Function* found = nullptr;
    for (const Function& function : kFunctions)
      if (function.name == name) found = &function;
    if (found == nullptr)
      refuse(name.empty() ? "a number is missing" : fmt::format("unknown name {}", shown(Json(name))),
             name.empty() ? "a pointer as /calls/replied, a function as round(NAME) or a number"
                          : expectedName(name, known, "a pointer as /calls/replied, or one of"));
    if (!take("(")) refuse(fmt::format("{} has no arguments", name), fmt::format("{}(…)", name));
    do {
      skipSpace();
      const std::size_t end = m_text.find_first_of(",)", m_at);
      if (end == std::string_view::npos) refuse(fmt::format("the bracket of {} is open", name), "\")\"");
      std::string_view argument = m_text.substr(m_at, end - m_at);
      while (!argument.empty() && argument.back() == ' ') argument.remove_suffix(1);
      fact.arguments.emplace_back(argument);
      m_at = end;
    } while (take(","));
    ++m_at;  // the bracket
    fact.kind = found->kind;
    if (fact.arguments.size() < found->fewest || fact.arguments.size() > found->most)
      refuse(fmt::format("{} has {} arguments", name, fact.arguments.size()),
             found->fewest == found->most ? fmt::format("{}", found->most)
                                          : fmt::format("{} to {}", found->fewest, found->most));
  }

  /// A name as it is, or any text in single quotes; empty where neither stands.
  std::string readName() {
    skipSpace();
    if (peek() == '\'') {
      const std::size_t end = m_text.find('\'', m_at + 1);
      if (end == std::string_view::npos) refuse("a quote is open", "\"'\"");
      const std::string_view name = m_text.substr(m_at + 1, end - m_at - 1);
      m_at = end + 1;
      return std::string(name);
    }
    const std::size_t first = m_at;
    while (m_at < m_text.size() && (std::isalnum(static_cast<unsigned char>(m_text[m_at])) != 0 || m_text[m_at] == '_'))
      ++m_at;
    return std::string(m_text.substr(first, m_at - first));
  }

  std::string readPointer() {
    if (peek() != '/') refuse("a pointer is missing", "a pointer as /calls/replied");
    const std::size_t first = m_at;
    while (m_at < m_text.size() && m_text[m_at] != ' ' && m_text[m_at] != ')') ++m_at;
    return std::string(m_text.substr(first, m_at - first));
  }

  std::size_t combine(Operator op, std::size_t left, std::size_t right) {
    m_result.nodes.push_back({.op = op, .left = left, .right = right});
    return m_result.nodes.size() - 1;
  }

  bool take(std::string_view sign) {
    skipSpace();
    if (m_text.compare(m_at, sign.size(), sign) != 0) return false;
    m_at += sign.size();
    return true;
  }
  bool takeWord(std::string_view word) {
    skipSpace();
    const std::size_t after = m_at + word.size();
    if (m_text.compare(m_at, word.size(), word) != 0) return false;
    if (after < m_text.size() && std::isalnum(static_cast<unsigned char>(m_text[after])) != 0) return false;
    m_at = after;
    return true;
  }
  [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
  void skipSpace() {
    while (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
  }

  [[noreturn]] void refuse(std::string what, std::string expected) const {
    throw ParseFailure{
        m_result.pointer, fmt::format("in {}: {}", shown(Json(std::string(m_text))), what), std::move(expected), {}, 0};
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  Expression m_result;
};

/// What stands between two braces: an expression, and perhaps two words.
TextPiece parsePlaceholder(std::string_view text, const std::string& pointer) {
  TextPiece piece;
  const std::size_t words = text.find_first_of("|?");
  piece.number = parseExpression(text.substr(0, words), pointer);
  if (words == std::string_view::npos) return piece;
  piece.wordAlone = text[words] == '?';
  const std::string_view rest = text.substr(words + 1);
  const std::size_t bar = rest.find('|');
  if (bar == std::string_view::npos || rest.find('|', bar + 1) != std::string_view::npos)
    throw ParseFailure{pointer,
                       fmt::format("in {}: found no two words", shown(Json(std::string(text)))),
                       "{NUMBER|call|calls} or {NUMBER?is|are}",
                       {},
                       0};
  piece.one = std::string(rest.substr(0, bar));
  piece.many = std::string(rest.substr(bar + 1));
  return piece;
}

}  // namespace

Expression parseExpression(std::string_view text, const std::string& pointer) {
  return ExpressionReader(text, pointer).read();
}

std::vector<TextPiece> parsePieces(std::string_view text, const std::string& pointer) {
  std::vector<TextPiece> pieces;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    if (open > 0) pieces.push_back({.literal = std::string(text.substr(0, open))});
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos)
      throw ParseFailure{
          pointer, fmt::format("in {}: a brace is open", shown(Json(std::string(text)))), "\"}\"", {}, 0};
    pieces.push_back(parsePlaceholder(text.substr(open + 1, close - open - 1), pointer));
    text.remove_prefix(close + 1);
  }
  return pieces;
}

}  // namespace roundscope::detail
