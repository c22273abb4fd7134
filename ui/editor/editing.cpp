// Edits of the open document, and whether it can be run.
#include "ui/editor/editing.h"

#include <QFileInfo>
#include <utility>

#include "core/scenario/parse.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

constexpr int kRestMs = 250;

}  // namespace

Editing::Editing(QObject* parent) : QObject(parent) {
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRestMs);
  connect(&m_rest, &QTimer::timeout, this, &Editing::check);
}

Editing& Editing::of(Session& session) {
  auto* editing = session.findChild<Editing*>(QString(), Qt::FindDirectChildrenOnly);
  return editing != nullptr ? *editing : *new Editing(&session);
}

QString Editing::name() const { return m_path.isEmpty() ? m_id : QFileInfo(m_path).fileName(); }

void Editing::open(std::string text, const QString& path, const QString& id) {
  m_rest.stop();
  m_document = Document(std::move(text));
  m_history = {};
  m_path = path;
  m_id = id;
  m_savedText = m_document.text();
  emit opened();
  emit stateChanged();
  check();
}

void Editing::adopt(const ScenarioSet& set, const QString& path) {
  m_rest.stop();
  m_document = Document(set.sourceText);
  m_history = {};
  m_path = path;
  m_id = QString::fromStdString(set.id);
  m_savedText = m_document.text();
  m_error.reset();
  emit opened();
  emit stateChanged();
  emit checked();
}

void Editing::noteSaved(const QString& path) {
  m_path = path;
  m_savedText = m_document.text();
  m_history.endStep();
  emit stateChanged();
}

void Editing::takeFromFile(std::string text) {
  m_savedText = text;
  apply(std::move(text));
  emit stateChanged();
}

void Editing::change(const TextChange& change) {
  m_document = Document(applied(m_document.text(), change));
  emit textChanged(change);
  emit stateChanged();
}

void Editing::type(const TextChange& typed) {
  if (typed.empty()) return;
  const bool joins = typed.inserted.find('\n') == std::string::npos && typed.removed.find('\n') == std::string::npos;
  m_history.add(typed, joins);
  change(typed);
  m_rest.start();
}

/// One step of the history; false where nothing changes.
bool Editing::step(const std::string& text) {
  const TextChange edit = changeBetween(m_document.text(), text);
  if (edit.empty()) return false;
  m_history.add(edit);
  change(edit);
  return true;
}

std::optional<Error> Editing::apply(const Result<std::string>& text) {
  if (!text.ok()) return text.error();
  if (step(text.value())) check();
  return std::nullopt;
}

std::optional<Error> Editing::applyIfRuns(const Result<std::string>& text) {
  if (!text.ok()) return text.error();
  auto set = read(text.value());
  if (!set.ok()) return set.error();
  if (step(text.value())) take(std::move(set));
  return std::nullopt;
}

void Editing::undo() {
  if (const auto back = m_history.undo()) {
    change(*back);
    check();
  }
}

void Editing::redo() {
  if (const auto again = m_history.redo()) {
    change(*again);
    check();
  }
}

Result<ScenarioSet> Editing::read(const std::string& text) const {
  return parseScenario(text, {.fileName = name().toStdString(), .overrides = {}});
}

void Editing::check() { take(read(m_document.text())); }

/// What the text as it stands was read as.
void Editing::take(Result<ScenarioSet> set) {
  m_rest.stop();
  m_error = set.ok() ? std::nullopt : std::optional(set.error());
  emit checked();
  if (set.ok()) emit scenarioWanted(std::make_shared<const ScenarioSet>(std::move(set).value()));
}

}  // namespace roundscope::ui
