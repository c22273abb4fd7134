// A row for each kind of step. Whatever is missing or wrong is left out, and the form says so.
#include "ui/models/step_lines.h"

#include <QStringList>
#include <array>

#include "core/scenario/choices.h"
#include "ui/models/call_words.h"
#include "ui/models/step_phrases.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

class Line {
 public:
  Line(const Document& document, std::string pointer) : m_document(document), m_pointer(std::move(pointer)) {}

  [[nodiscard]] Line at(std::string_view name) const { return {m_document, pointerTo(m_pointer, name)}; }
  [[nodiscard]] bool has(std::string_view name) const { return m_document.contains(pointerTo(m_pointer, name)); }
  [[nodiscard]] bool exists() const { return m_document.contains(m_pointer); }
  [[nodiscard]] std::vector<std::string> names() const { return m_document.namesIn(m_pointer); }
  /// A text without quotes, or as it is written.
  [[nodiscard]] QString text() const {
    if (const auto content = m_document.stringAt(m_pointer)) return textOf(*content);
    return textOf(m_document.textAt(m_pointer).value_or(std::string()));
  }
  [[nodiscard]] bool isObject() const { return m_document.textAt(m_pointer).value_or(" ").front() == '{'; }
  [[nodiscard]] bool isList() const { return m_document.textAt(m_pointer).value_or(" ").front() == '['; }
  /// With thousands separators, where it is a whole number.
  [[nodiscard]] QString number() const {
    bool ok = false;
    const qulonglong value = text().toULongLong(&ok);
    return ok ? numberWords(value) : text();
  }
  /// The text itself, or the member of an object in its place.
  [[nodiscard]] QString textOr(std::string_view name) const { return isObject() ? at(name).text() : text(); }
  [[nodiscard]] Line valueOr(std::string_view name) const { return isObject() ? at(name) : *this; }

 private:
  const Document& m_document;
  std::string m_pointer;
};

QString operand(const Line& value) {
  if (!value.isObject()) return value.text();
  const QString times = value.has("times") ? value.at("times").text() : QStringLiteral("1");
  return operandPhrase(value.at("variable").text(), times);
}

QString condition(const Line& compared) {
  QString what = compared.at("variable").text();
  if (compared.has("replied")) what = repliesPhrase(compared.at("replied").text());
  if (compared.has("failed")) what = failuresPhrase(compared.at("failed").text());
  for (const auto& [name, comparison] : detail::kComparisons)
    if (compared.has(name)) return conditionPhrase(what, comparison, operand(compared.at(name)));
  return what;
}

Awaiting awaitingOf(const Line& call) {
  if (call.has("forget") && call.at("forget").text() == QStringLiteral("true")) return Awaiting::Never;
  const bool later = call.has("await") && call.at("await").text() == QStringLiteral("false");
  return later ? Awaiting::Later : Awaiting::Here;
}

/// What is not awaited at once is dispatched at once.
Order orderOf(const Line& order, Awaiting awaiting) {
  if (order.isObject()) return Order::Window;
  return awaiting != Awaiting::Here || order.text() == QStringLiteral("parallel") ? Order::Parallel : Order::Sequential;
}

QString callLine(const Line& call) {
  CallPhrase phrase;
  const Line to = call.at("to");
  if (to.isList())
    for (const std::string& number : to.names()) phrase.to << to.at(number).text();
  else
    phrase.to << to.text();
  const Line count = call.at("count");
  if (count.exists() && count.text() != QStringLiteral("1")) phrase.count = count.number();
  phrase.awaiting = awaitingOf(call);
  phrase.label = call.at("label").text();
  const Line order = call.at("order");
  if (!phrase.count.isEmpty() || phrase.awaiting != Awaiting::Here) phrase.order = orderOf(order, phrase.awaiting);
  phrase.window = order.at("window").text();
  const Line wait = call.at("wait");
  if (wait.isObject()) phrase.waitSeconds = wait.at("bounded_s").text();
  if (wait.text() == QStringLiteral("bounded")) phrase.waitSeconds = QString::number(CallStep{}.timeoutSeconds);
  return callPhrase(phrase);
}

/// The variable that a step changes, and the value.
QString nameIn(const Line& step) {
  const std::vector<std::string> names = step.names();
  return names.empty() ? QString() : textOf(names.front());
}
QString valueIn(const Line& step) {
  const std::vector<std::string> names = step.names();
  return names.empty() ? QString() : operand(step.at(names.front()));
}

struct Kind {
  std::string_view name;
  QString (*line)(const Line& value);
};
constexpr auto kKinds = std::to_array<Kind>({
    {"work", [](const Line& value) { return workPhrase(value.valueOr("instructions").number()); }},
    {"call", callLine},
    {"await", [](const Line& value) { return awaitPhrase(value.textOr("calls")); }},
    {"lock", [](const Line& value) { return lockPhrase(value.textOr("name")); }},
    {"unlock", [](const Line& value) { return unlockPhrase(value.text()); }},
    {"set", [](const Line& value) { return setPhrase(nameIn(value), valueIn(value)); }},
    {"add", [](const Line& value) { return addPhrase(nameIn(value), valueIn(value)); }},
    {"require", [](const Line& value) { return requirePhrase(condition(value)); }},
    {"reply", [](const Line&) { return replyPhrase(); }},
    {"reject", [](const Line&) { return rejectPhrase(); }},
    {"trap", [](const Line&) { return trapPhrase(); }},
    {"if", [](const Line& value) { return ifPhrase(condition(value)); }},
    {"delay_ms", [](const Line& value) { return delayPhrase(value.number()); }},
    {"never_answer", [](const Line&) { return neverAnswerPhrase(); }},
});

QString whenLine(const Line& when) {
  if (when.has("every")) return everyPhrase(when.at("every").text());
  if (when.has("calls")) return listedPhrase(when.at("calls").names().size());
  const QStringList ratio = when.at("chance").text().split(u'/');
  return ratio.size() == 2 ? chancePhrase(ratio[0], ratio[1]) : QString();
}

}  // namespace

std::string stepKind(const Document& document, const std::string& pointer) {
  for (const std::string& name : document.namesIn(pointer))
    if (name != "when") return name;
  return {};
}

QString stepLine(const Document& document, const std::string& pointer) {
  const Line step(document, pointer);
  const std::string name = stepKind(document, pointer);
  QString line = name.empty() ? stepTr("a step that does nothing yet") : textOf(name);
  for (const Kind& kind : kKinds)
    if (kind.name == name) line = kind.line(step.at(name));
  return step.has("when") ? line + whenLine(step.at("when")) : line;
}

}  // namespace roundscope::ui
