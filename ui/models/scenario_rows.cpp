// A function for each sort of row, and a table of the sections.
#include "ui/models/scenario_rows.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <functional>

#include "core/scenario/schema_guide.h"
#include "ui/models/call_words.h"
#include "ui/models/step_lines.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

QString scenarioTr(const char* text) { return QCoreApplication::translate("ScenarioTreeModel", text); }

class Rows {
 public:
  explicit Rows(const Document& document) : m_document(document) {}

  std::unique_ptr<ScenarioRow> all() {
    auto root = std::make_unique<ScenarioRow>();
    const QString title = text("/title");
    ScenarioRow* network =
        add(root.get(), "", title.isEmpty() ? scenarioTr("Network") : scenarioTr("Network: %1").arg(title));
    network->detail = scenarioTr("Title, seed, profile and limits of the whole scenario");
    network->content.clear();
    network->isEntry = false;
    sections(root.get(), "", true);
    return root;
  }

 private:
  using Fill = void (Rows::*)(ScenarioRow* row);
  struct Section {
    const char* name;
    const char* title;
    Fill fill;
  };

  [[nodiscard]] QString text(const std::string& pointer) const {
    if (const auto content = m_document.stringAt(pointer)) return textOf(*content);
    return textOf(m_document.textAt(pointer).value_or(std::string()));
  }

  ScenarioRow* add(ScenarioRow* parent, const std::string& pointer, const QString& words) {
    auto row = std::make_unique<ScenarioRow>();
    row->pointer = pointer;
    row->text = words;
    row->content = m_document.textAt(pointer).value_or(std::string());
    row->isEntry = m_document.contains(pointer);
    row->parent = parent;
    parent->children.push_back(std::move(row));
    return parent->children.back().get();
  }

  /// `always`: also those of which nothing is written yet, so that something can be added to them.
  void sections(ScenarioRow* parent, const std::string& scenario, bool always) {
    static constexpr auto kSections = std::to_array<Section>({
        {"subnets", QT_TRANSLATE_NOOP("ScenarioTreeModel", "Subnets"), &Rows::subnet},
        {"canisters", QT_TRANSLATE_NOOP("ScenarioTreeModel", "Canisters"), &Rows::canister},
        {"ingress", QT_TRANSLATE_NOOP("ScenarioTreeModel", "Users' messages"), &Rows::message},
        {"operations", QT_TRANSLATE_NOOP("ScenarioTreeModel", "Operations"), &Rows::operation},
        {"variants", QT_TRANSLATE_NOOP("ScenarioTreeModel", "Variants"), &Rows::variant},
        {"expect", QT_TRANSLATE_NOOP("ScenarioTreeModel", "Expectations"), &Rows::plain},
        {"knobs", QT_TRANSLATE_NOOP("ScenarioTreeModel", "Knobs"), &Rows::knob},
    });
    for (const Section& section : kSections) {
      const std::string pointer = pointerTo(scenario, section.name);
      if (!m_document.contains(pointer) && !(always && isKnown(section.name))) continue;
      ScenarioRow* row = add(parent, pointer, scenarioTr(section.title));
      row->isEntry = row->isEntry && !scenario.empty();
      elements(row, pointer, section.fill);
      row->content.clear();
    }
  }

  /// What the format has today.
  static bool isKnown(const char* name) {
    static const std::vector<FieldGuide> kMembers = SchemaGuide("{}").membersOf("");
    return std::any_of(kMembers.begin(), kMembers.end(), [&](const FieldGuide& member) { return member.name == name; });
  }

  void elements(ScenarioRow* parent, const std::string& list, Fill fill) {
    parent->list = list;
    for (const std::string& number : m_document.namesIn(list)) {
      std::invoke(fill, this, add(parent, pointerTo(list, number), {}));
      ++parent->elements;
    }
  }

  void subnet(ScenarioRow* row) {
    row->text = text(row->pointer + "/id");
    row->detail = scenarioTr("Subnet");
  }

  void canister(ScenarioRow* row) {
    const QString subnet = text(row->pointer + "/subnet");
    const QString status = text(row->pointer + "/status");
    row->text = text(row->pointer + "/id");
    if (!subnet.isEmpty()) row->text = scenarioTr("%1 on %2").arg(row->text, subnet);
    if (!status.isEmpty() && status != QStringLiteral("running")) row->text += scenarioTr(" (%1)").arg(status);
    row->detail = scenarioTr("Canister");
    for (const char* const kind : {"methods", "timers"}) {
      const std::string holder = pointerTo(row->pointer, kind);
      for (const std::string& name : m_document.namesIn(holder)) {
        ScenarioRow* body = add(row, pointerTo(holder, name), textOf(name));
        const QString sort = text(body->pointer + "/kind");
        if (std::string_view(kind) == "timers") body->text = scenarioTr("timer %1").arg(body->text);
        if (!sort.isEmpty() && sort != QStringLiteral("update"))
          body->text += scenarioTr(" (%1)").arg(QString(sort).replace(u'_', u' '));
        body->detail = std::string_view(kind) == "timers" ? scenarioTr("Timer") : scenarioTr("Method");
        bodyRows(body);
      }
    }
    for (const char* const kind : {"timer", "heartbeat"}) {
      const std::string pointer = pointerTo(row->pointer, kind);
      if (m_document.contains(pointer)) bodyRows(add(row, pointer, scenarioTr(kind)));
    }
  }

  void bodyRows(ScenarioRow* body) {
    elements(body, body->pointer + "/steps", &Rows::step);
    listRow(body, body->pointer + "/finally", scenarioTr("finally"), &Rows::step);
    listRow(body, body->pointer + "/faults", scenarioTr("faults"), &Rows::fault);
  }

  void listRow(ScenarioRow* parent, const std::string& list, const QString& words, Fill fill) {
    if (m_document.contains(list)) elements(add(parent, list, words), list, fill);
  }

  void step(ScenarioRow* row) {
    row->text = stepLine(m_document, row->pointer);
    row->detail = row->text;
    const std::string call = row->pointer + "/call";
    if (m_document.contains(call)) {
      listRow(row, call + "/on_reply", scenarioTr("on reply"), &Rows::step);
      listRow(row, call + "/on_reject", scenarioTr("on reject"), &Rows::step);
    }
    const std::string branch = row->pointer + "/if";
    if (m_document.contains(branch)) {
      elements(row, branch + "/then", &Rows::step);
      listRow(row, branch + "/else", scenarioTr("else"), &Rows::step);
    }
  }

  void fault(ScenarioRow* row) { row->text = scenarioTr("fault with code %1").arg(text(row->pointer + "/code")); }

  void message(ScenarioRow* row) {
    const QString at = text(row->pointer + "/at_ms");
    const QString count = text(row->pointer + "/count");
    row->text = scenarioTr("at %1 ms: %2").arg(at.isEmpty() ? QStringLiteral("0") : at, text(row->pointer + "/to"));
    if (!count.isEmpty() && count != QStringLiteral("1")) row->text += QStringLiteral(" × ") + count;
    row->detail = scenarioTr("A user calls %1").arg(text(row->pointer + "/to"));
  }

  void operation(ScenarioRow* row) {
    const QString at = text(row->pointer + "/at_ms");
    QString what;
    for (const std::string& name : m_document.namesIn(row->pointer)) {
      if (name == "at_ms") continue;
      const std::string inside = pointerTo(row->pointer, name);
      const auto canister = m_document.stringAt(inside + "/canister");
      what = textOf(name).replace(u'_', u' ') + u' ' + (canister ? textOf(*canister) : text(inside));
    }
    row->text = scenarioTr("at %1 ms: %2").arg(at.isEmpty() ? QStringLiteral("0") : at, what);
  }

  void variant(ScenarioRow* row) {
    const QString of = text(row->pointer + "/of");
    row->text = text(row->pointer + "/name");
    if (!of.isEmpty()) row->text += scenarioTr(" (of %1)").arg(of);
    row->detail = scenarioTr("Variant");
    const std::string patch = row->pointer + "/patch";
    const std::string written = m_document.textAt(patch).value_or(" ");
    if (written.front() == '[') return elements(row, patch, &Rows::change);
    if (written.front() == '{') sections(row, patch, false);
  }

  void change(ScenarioRow* row) {
    row->text = scenarioTr("%1 %2").arg(text(row->pointer + "/op"), text(row->pointer + "/path"));
    const std::string value = row->pointer + "/value";
    const std::string written = m_document.textAt(value).value_or(std::string());
    if (!written.empty() && written.front() != '{' && written.front() != '[')
      row->text += scenarioTr(": %1").arg(text(value));
  }

  void plain(ScenarioRow* row) { row->text = text(row->pointer); }
  void knob(ScenarioRow* row) {
    const QString label = text(row->pointer + "/label");
    row->text = label.isEmpty() ? text(row->pointer) : label;
  }

  const Document& m_document;
};

}  // namespace

std::unique_ptr<ScenarioRow> scenarioRows(const Document& document) { return Rows(document).all(); }

}  // namespace roundscope::ui
