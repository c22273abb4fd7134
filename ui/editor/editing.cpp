// Edits of the open document, and whether it can be run.
#include "ui/editor/editing.h"

#include <QFileInfo>
#include <QMetaObject>
#include <utility>

#include "core/scenario/parse.h"
#include "ui/models/scenario_rows.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

constexpr int kRestMs = 250;
/// A larger text takes so long to read that the window would be seen to stand still.
constexpr std::size_t kReadAtOnce = 100'000;

}  // namespace

struct Editing::Reading {
  Document document;
  // Null of a small text.
  std::shared_ptr<const SchemaGuide> guide;
  std::unique_ptr<ScenarioRow> rows;
  Result<ScenarioSet> set;
  std::vector<ErrorPlace> errorPlaces{};

  Reading(const std::string& text, const ParseOptions& options) : document(text), set(parseScenario(text, options)) {
    if (!set.ok()) errorPlaces = placesOf(set.error(), text);
    if (text.size() <= kReadAtOnce) return;
    if (document.isJson()) rows = scenarioRows(document);
    guide = std::make_shared<const SchemaGuide>(text);
  }
};

Editing::Editing(QObject* parent) : QObject(parent) {
  m_pool.setMaxThreadCount(1);
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRestMs);
  connect(&m_rest, &QTimer::timeout, this, &Editing::check);
}

Editing& Editing::of(Session& session) {
  auto* editing = session.findChild<Editing*>(QString(), Qt::FindDirectChildrenOnly);
  return editing != nullptr ? *editing : *new Editing(&session);
}

Editing::~Editing() {
  ++m_edits;
  m_pool.waitForDone();  // the thread posts to this object
}

const SchemaGuide& Editing::guide() const {
  if (!m_guide) m_guide = std::make_shared<const SchemaGuide>(m_document.text());
  return *m_guide;
}

std::unique_ptr<ScenarioRow> Editing::takeRows() { return std::move(m_rows); }

QString Editing::name() const { return m_path.isEmpty() ? m_id : QFileInfo(m_path).fileName(); }

void Editing::open(std::string text, const QString& path, const QString& id) {
  m_rest.stop();
  setDocument(Document(std::move(text)));
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
  setDocument(Document(set.sourceText));
  m_history = {};
  m_path = path;
  m_id = QString::fromStdString(set.id);
  m_savedText = m_document.text();
  m_error.reset();
  m_errorPlaces.clear();
  emit opened();
  emit stateChanged();
  emit checked();
  if (m_isRead) return;
  // That it can be run is known; the rest is not.
  read(m_document.text(), [this](const std::shared_ptr<Reading>& reading) {
    if (reading) know(*reading);
  });
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

/// Another text: nothing is known of it, and what is being read is another one's.
void Editing::setDocument(Document document) {
  ++m_edits;
  m_document = std::move(document);
  m_guide.reset();
  m_rows.reset();
  m_isRead = m_document.text().size() <= kReadAtOnce;
}

void Editing::change(const TextChange& change) {
  setDocument(Document(applied(m_document.text(), change)));
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

void Editing::applyIfRuns(const Result<std::string>& text,
                          const std::function<void(const std::optional<Error>&)>& then) {
  if (!text.ok()) return then(text.error());
  read(text.value(), [this, then](const std::shared_ptr<Reading>& reading) {
    if (!reading)
      return then(
          Error{ErrorKind::Scenario, name().toStdString(), "the text has changed meanwhile", "the same once more"});
    if (!reading->set.ok()) return then(reading->set.error());
    if (step(reading->document.text())) take(*reading);
    then(std::nullopt);
  });
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

void Editing::read(const std::string& text, std::function<void(const std::shared_ptr<Reading>&)> then) {
  const ParseOptions options{.fileName = name().toStdString(), .overrides = {}};
  if (text.size() <= kReadAtOnce) return then(std::make_shared<Reading>(text, options));
  m_pool.start([this, text, options, then = std::move(then), edits = m_edits.load()] {
    std::shared_ptr<Reading> reading;
    if (edits == m_edits) reading = std::make_shared<Reading>(text, options);
    QMetaObject::invokeMethod(
        this, [this, reading, then, edits] { then(edits == m_edits ? reading : nullptr); }, Qt::QueuedConnection);
  });
}

void Editing::check() {
  m_rest.stop();
  read(m_document.text(), [this](const std::shared_ptr<Reading>& reading) {
    if (reading) take(*reading);
  });
}

/// The text as it stands was read.
void Editing::take(Reading& reading) {
  m_rest.stop();
  m_error = reading.set.ok() ? std::nullopt : std::optional(reading.set.error());
  m_errorPlaces = std::move(reading.errorPlaces);
  know(reading);
  if (reading.set.ok()) emit scenarioWanted(std::make_shared<const ScenarioSet>(std::move(reading.set).value()));
}

void Editing::know(Reading& reading) {
  if (!m_isRead) {
    m_document = std::move(reading.document);
    m_guide = std::move(reading.guide);
    m_rows = std::move(reading.rows);
    m_isRead = true;
  }
  emit checked();
}

}  // namespace roundscope::ui
