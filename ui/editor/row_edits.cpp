// Rows as places in lists and objects.
#include "ui/editor/row_edits.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "core/scenario/text_place.h"
#include "ui/editor/form_edits.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

QString rowEditTr(const char* text) { return QCoreApplication::translate("RowEdits", text); }

/// One of a list's elements, in words.
QString elementWords(const std::string& list) {
  static constexpr auto kWords = std::to_array<std::pair<std::string_view, const char*>>(
      {{"subnets", QT_TRANSLATE_NOOP("RowEdits", "Subnet")},
       {"canisters", QT_TRANSLATE_NOOP("RowEdits", "Canister")},
       {"ingress", QT_TRANSLATE_NOOP("RowEdits", "User's message")},
       {"operations", QT_TRANSLATE_NOOP("RowEdits", "Operation")},
       {"variants", QT_TRANSLATE_NOOP("RowEdits", "Variant")},
       {"patch", QT_TRANSLATE_NOOP("RowEdits", "Change")},
       {"faults", QT_TRANSLATE_NOOP("RowEdits", "Fault")},
       {"expect", QT_TRANSLATE_NOOP("RowEdits", "Expectation")},
       {"knobs", QT_TRANSLATE_NOOP("RowEdits", "Knob")}});
  const std::string name = parentOf(list).token;
  for (const auto& [known, words] : kWords)
    if (known == name) return rowEditTr(words);
  return rowEditTr("Step");
}

class Additions {
 public:
  Additions(const Document& document, const SchemaGuide& guide) : m_document(document), m_guide(guide) {}

  std::vector<RowAddition> of(const ScenarioRow& row) {
    const ScenarioRow* around = row.parent;
    if (!row.list.empty()) elements(row.list, row.elements);
    const bool isCanister = around != nullptr && parentOf(around->list).token == "canisters" && !row.pointer.empty() &&
                            parentOf(row.pointer).parent == around->list;
    if (isCanister) {
      entry(row.pointer + "/methods", "method", rowEditTr("Method"));
      if (!m_document.contains(row.pointer + "/timer")) member(row.pointer, "timer", rowEditTr("Timer"));
      entry(row.pointer + "/timers", "timer", rowEditTr("Further timer"));
      if (!m_document.contains(row.pointer + "/heartbeat")) member(row.pointer, "heartbeat", rowEditTr("Heartbeat"));
    }
    const auto [holder, name] = parentOf(row.pointer);
    const std::string kind = parentOf(holder).token;
    if (kind == "methods") {
      for (const char* const list : {"finally", "faults"})
        if (!m_document.contains(row.pointer + '/' + list))
          member(row.pointer, list,
                 list == std::string("finally") ? rowEditTr("Steps at the end, however it ends")
                                                : rowEditTr("Faults of the network"));
      entry(holder, "method", rowEditTr("Method"));
    }
    const std::string call = row.pointer + "/call";
    if (m_document.contains(call))
      for (const auto& [list, words] :
           {std::pair("on_reply", rowEditTr("Steps on reply")), {"on_reject", rowEditTr("Steps on reject")}})
        if (!m_document.contains(call + '/' + list)) member(call, list, words);
    const std::string branch = row.pointer + "/if";
    if (m_document.contains(branch) && !m_document.contains(branch + "/else"))
      member(branch, "else", rowEditTr("Steps for else"));
    const auto number = listIndex(name);
    if (number && row.list.empty() && around != nullptr && !around->list.empty() && holder == around->list)
      elements(around->list, *number + 1);
    return std::move(m_all);
  }

 private:
  void elements(const std::string& list, std::size_t number) {
    const std::vector<ValueGuide> values = m_guide.elementsOf(list);
    for (const ValueGuide& value : values) {
      const bool isOnly = values.size() == 1 || value.name.empty();
      const QString words = isOnly ? elementWords(list) : QString(textOf(value.name)).replace(u'_', u' ');
      m_all.push_back({words,
                       textOf(value.description),
                       list,
                       placeFor(list, number, value.name),
                       {},
                       value.name == "call" ? callOfAnother(list, value.text) : value.text});
    }
  }
  /// A step that comes last comes before the reply, behind which little makes sense.
  [[nodiscard]] std::size_t placeFor(const std::string& list, std::size_t number, const std::string& step) const {
    const bool isLast = number > 0 && number == m_document.namesIn(list).size();
    const bool replies = isLast && m_document.contains(pointerTo(list, std::to_string(number - 1)) + "/reply");
    return replies && !step.empty() && step != "reply" ? number - 1 : number;
  }
  /// A method that calls itself never ends: the first method of another canister, where there is one.
  [[nodiscard]] std::string callOfAnother(const std::string& list, const std::string& call) const {
    for (const std::string& canister : m_document.namesIn("/canisters")) {
      const std::string pointer = "/canisters/" + canister;
      const auto id = m_document.stringAt(pointer + "/id");
      const auto methods = m_document.namesIn(pointer + "/methods");
      if (list.starts_with(pointer + '/') || !id || methods.empty()) continue;
      const auto made = Document(call).set("/call/to", quoted(*id + '.' + methods.front()));
      return made.ok() ? made.value() : call;
    }
    return call;
  }
  void entry(const std::string& holder, const std::string& stem, const QString& words) {
    const auto guide = m_guide.guideOf(holder);
    if (!guide) return;
    const std::string name = freshName(m_document, holder, stem);
    const auto values = m_guide.valuesFor(pointerTo(holder, name));
    m_all.push_back({words, textOf(guide->description), holder, {}, name, values.empty() ? "{}" : values.front().text});
  }
  void member(const std::string& holder, const std::string& name, const QString& words) {
    const auto guide = m_guide.guideOf(pointerTo(holder, name));
    const auto values = m_guide.valuesFor(pointerTo(holder, name));
    if (guide && !values.empty())
      m_all.push_back({words, textOf(guide->description), holder, {}, name, values.front().text});
  }

  const Document& m_document;
  const SchemaGuide& m_guide;
  std::vector<RowAddition> m_all;
};

Error refused(const ScenarioRow& row, const QString& what, const QString& expected) {
  return {ErrorKind::Scenario, row.pointer, what.toStdString(), expected.toStdString()};
}

/// The text, or the error that stands in its place, with where one goes on.
Result<RowEdit> goingOn(const Result<std::string>& text, std::string pointer) {
  if (!text.ok()) return text.error();
  return RowEdit{text.value(), std::move(pointer)};
}

}  // namespace

std::vector<RowAddition> additionsAt(const Document& document, const SchemaGuide& guide, const ScenarioRow& row) {
  return Additions(document, guide).of(row);
}

Result<RowEdit> withAddition(const Document& document, const SchemaGuide& guide, const RowAddition& addition) {
  if (addition.number)
    return goingOn(withElement(document, guide, addition.holder, *addition.number, addition.json), addition.pointer());
  return goingOn(withMember(document, guide, addition.pointer(), addition.json), addition.pointer());
}

Result<RowEdit> withShift(const Document& document, const ScenarioRow& row, int by) {
  const auto [list, number] = parentOf(row.pointer);
  const bool isElement = row.parent != nullptr && !row.parent->list.empty() && list == row.parent->list;
  const auto from = isElement ? listIndex(number) : std::nullopt;  // what should be a list may be none
  const auto place = from ? static_cast<std::ptrdiff_t>(*from) + by : -1;
  if (place < 0 || place >= static_cast<std::ptrdiff_t>(row.parent->elements))
    return refused(row, rowEditTr("there is no place to move it to"),
                   rowEditTr("an element of a list that has others"));
  const std::string to = pointerTo(list, std::to_string(place));
  return goingOn(document.move(row.pointer, to), to);
}

Result<RowEdit> withoutRow(const Document& document, const SchemaGuide& guide, const ScenarioRow& row) {
  if (!row.isEntry || row.pointer.empty())
    return refused(row, rowEditTr("this part of the scenario stays"), rowEditTr("something inside of it"));
  const auto [holder, name] = parentOf(row.pointer);
  const std::size_t size = document.namesIn(holder).size();
  const auto around = guide.guideOf(holder);
  const auto object = guide.guideOf(parentOf(holder).parent);
  const bool isWanted = around && around->required;
  const bool mayBeEmpty = !around || around->type != FieldType::List || !around->minimum || *around->minimum == 0;
  if (size == 1 && !mayBeEmpty && !isWanted) return goingOn(document.remove(holder), parentOf(holder).parent);
  const auto number = around && around->type == FieldType::List ? listIndex(name) : std::nullopt;
  std::string next = holder;
  if (number && size > 1) next = pointerTo(holder, std::to_string(std::min(*number, size - 2)));
  return goingOn(document.remove(row.pointer), next);
}

}  // namespace roundscope::ui
