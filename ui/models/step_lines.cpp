// A row for each kind of step. Whatever is missing or wrong is left out, and the form says so.
#include "ui/models/step_lines.h"

#include <QCoreApplication>
#include <QStringList>
#include <array>
#include <functional>

#include "core/scenario/choices.h"
#include "ui/models/call_words.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("StepWords", text); }

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
  const QString name = value.at("variable").text();
  const QString times = value.has("times") ? value.at("times").text() : QStringLiteral("1");
  return times == QStringLiteral("1") ? name : tr("%1 × %2").arg(name, times);
}

QString condition(const Line& compared) {
  static constexpr auto kSigns = std::to_array<std::pair<std::string_view, const char*>>({{"less_than", "<"},
                                                                                          {"at_most", "≤"},
                                                                                          {"equals", "="},
                                                                                          {"not_equals", "≠"},
                                                                                          {"at_least", "≥"},
                                                                                          {"more_than", ">"}});
  QString what = compared.at("variable").text();
  if (compared.has("replied")) what = tr("replies to %1").arg(compared.at("replied").text());
  if (compared.has("failed")) what = tr("failures of %1").arg(compared.at("failed").text());
  for (const auto& [name, sign] : kSigns)
    if (compared.has(name)) return tr("%1 %2 %3").arg(what, QString::fromUtf8(sign), operand(compared.at(name)));
  return what;
}

QString callLine(const Line& call) {
  QStringList callees;
  const Line to = call.at("to");
  if (to.isList())
    for (const std::string& number : to.names()) callees << to.at(number).text();
  else
    callees << to.text();
  QString line = tr("call %1").arg(callees.join(QStringLiteral(", ")));
  const QString count = call.has("count") ? call.at("count").text() : QStringLiteral("1");
  if (count != QStringLiteral("1")) line += QStringLiteral(" × ") + call.at("count").number();
  const bool later = call.has("await") && call.at("await").text() == QStringLiteral("false");
  const bool never = call.has("forget") && call.at("forget").text() == QStringLiteral("true");
  if (count != QStringLiteral("1") || later || never) {
    const Line order = call.at("order");
    if (order.isObject())
      line += tr(", window of %1").arg(order.at("window").text());
    else if ((order.exists() ? order.text() : QString()) == QStringLiteral("parallel") || later || never)
      line += tr(", parallel");
    else
      line += tr(", sequential");
  }
  const Line wait = call.at("wait");
  if (wait.isObject()) line += tr(", waiting at most %1 s").arg(wait.at("bounded_s").text());
  if (wait.text() == QStringLiteral("bounded")) line += tr(", waiting at most %1 s").arg(300);
  if (later) line += tr(", awaited later as %1").arg(call.at("label").text());
  if (never) line += tr(", not awaited");
  return line;
}

/// "set paid to 5".
QString assignment(const Line& step, const char* words, bool valueFirst) {
  const std::vector<std::string> names = step.names();
  const QString name = names.empty() ? QString() : textOf(names.front());
  const QString value = names.empty() ? QString() : operand(step.at(names.front()));
  return valueFirst ? tr(words).arg(value, name) : tr(words).arg(name, value);
}

struct Kind {
  std::string_view name;
  QString (*line)(const Line& value);
};
constexpr auto kKinds = std::to_array<Kind>({
    {"work", [](const Line& value) { return tr("work %1 instructions").arg(value.valueOr("instructions").number()); }},
    {"call", callLine},
    {"await", [](const Line& value) { return tr("await %1").arg(value.textOr("calls")); }},
    {"lock", [](const Line& value) { return tr("lock %1").arg(value.textOr("name")); }},
    {"unlock", [](const Line& value) { return tr("unlock %1").arg(value.text()); }},
    {"set", [](const Line& value) { return assignment(value, QT_TRANSLATE_NOOP("StepWords", "set %1 to %2"), false); }},
    {"add", [](const Line& value) { return assignment(value, QT_TRANSLATE_NOOP("StepWords", "add %1 to %2"), true); }},
    {"require", [](const Line& value) { return tr("require %1").arg(condition(value)); }},
    {"reply", [](const Line&) { return tr("reply"); }},
    {"reject", [](const Line&) { return tr("reject"); }},
    {"trap", [](const Line&) { return tr("trap"); }},
    {"if", [](const Line& value) { return tr("if %1").arg(condition(value)); }},
    {"delay_ms", [](const Line& value) { return tr("wait %1 ms for what is outside").arg(value.number()); }},
    {"never_answer", [](const Line&) { return tr("never answer"); }},
});

QString whenLine(const Line& when) {
  if (when.has("every")) return tr(" (every %1th)").arg(when.at("every").text());
  if (when.has("calls")) return tr(" (in %1 listed cases)").arg(when.at("calls").names().size());
  const QStringList ratio = when.at("chance").text().split(u'/');
  return ratio.size() == 2 ? tr(" (in %1 of %2 cases, by chance)").arg(ratio[0], ratio[1]) : QString();
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
  QString line = name.empty() ? tr("a step that does nothing yet") : textOf(name);
  for (const Kind& kind : kKinds)
    if (kind.name == name) line = kind.line(step.at(name));
  return step.has("when") ? line + whenLine(step.at("when")) : line;
}

}  // namespace roundscope::ui
