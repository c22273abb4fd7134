// The editor shows the open document and hands on what is typed.
#include "ui/editor/text_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/scenario/text_place.h"
#include "ui/editor/editing.h"
#include "ui/editor/text_editor.h"
#include "ui/panels/elided_label.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

constexpr int kRestMs = 150;

int errorsOf(const Editing& editing) {
  return static_cast<int>(1 + editing.error()->others.size() + editing.error()->unlisted);
}

QString errorsText(const Editing& editing) {
  const int count = errorsOf(editing);
  return count == 1 ? TextPanel::tr("1 error") : TextPanel::tr("%1 errors").arg(count);
}

}  // namespace

QString staleText(const Editing& editing) {
  if (!editing.error()) return {};
  const int count = errorsOf(editing);
  return count == 1 ? TextPanel::tr("1 error in the text: the last run that worked is shown")
                    : TextPanel::tr("%1 errors in the text: the last run that worked is shown").arg(count);
}

TextPanel::TextPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_editing(Editing::of(*session)),
      m_editor(new TextEditor(this)),
      m_name(new ElidedLabel(this)),
      m_state(new QToolButton(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 2, 12, 2);
  row->setSpacing(16);
  row->addWidget(m_state);
  m_name->setProperty("role", QStringLiteral("caption"));
  row->addWidget(m_name);
  auto* keys = new ElidedLabel(this);
  keys->setText(tr("Ctrl+Space completes, F8: next error, Ctrl+F finds, Esc leaves"));
  keys->setProperty("role", QStringLiteral("caption"));
  keys->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  keys->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // the panels beside it keep their room
  row->insertWidget(1, keys, 1);
  layout->addLayout(row);
  layout->addWidget(m_editor, 1);
  setFocusProxy(m_editor);
  m_state->setAutoRaise(true);
  m_state->setToolTip(tr("To the next error (F8 in the text)"));
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRestMs);
  follow();
}

void TextPanel::follow() {
  const auto takeText = [this] {
    m_editor->setText(m_editing.document().text());
    m_canister.clear();
  };
  connect(&m_editing, &Editing::opened, this, takeText);
  connect(&m_editing, &Editing::textChanged, this, [this](const TextChange& change) {
    if (!m_typing) m_editor->applyChange(change);
    if (!m_editing.isRead()) m_state->setText(tr("The text is being read"));
  });
  connect(m_editor, &TextEditor::edited, this, [this](const TextChange& change) {
    const bool typing = std::exchange(m_typing, true);
    m_editing.type(change);
    m_typing = typing;
  });
  connect(&m_editing, &Editing::checked, this, [this] {
    showState();
    if (m_tellsLater) m_rest.start();
  });
  const auto showName = [this] {
    m_name->setText(m_editing.name() + (m_editing.modified() ? QStringLiteral(" •") : QString()));
  };
  connect(&m_editing, &Editing::stateChanged, this, showName);
  connect(m_state, &QToolButton::clicked, this, [this] { m_editor->goToError(true); });
  connect(m_editor, &TextEditor::cursorMoved, this, [this] { m_rest.start(); });
  connect(&m_rest, &QTimer::timeout, this, &TextPanel::tellCanister);
  takeText();
  showName();
  showState();
}

void TextPanel::showState() {
  const auto& error = m_editing.error();
  m_editor->setErrors(m_editing.errorPlaces());
  m_state->setText(error ? errorsText(m_editing) : tr("The text runs"));
  m_state->setEnabled(error.has_value());
}

void TextPanel::showPlace(std::string pointer) {
  const Document& document = m_editing.document();
  auto range = rangeOf(document.text(), pointer, true);
  while (!range && !pointer.empty()) {
    pointer = parentOf(pointer).parent;
    range = rangeOf(document.text(), pointer, true);
  }
  if (range) m_editor->select(*range);
}

/// The canister that is written where the cursor is, in the file or in a variant's patch.
void TextPanel::tellCanister() {
  m_tellsLater = !m_editing.isRead();
  if (m_tellsLater) return;
  const std::string pointer = placeAt(m_editing.document().text(), m_editor->cursor()).pointer;
  constexpr std::string_view kList = "/canisters/";
  const std::size_t list = pointer.find(kList);
  if (list == std::string::npos) return;
  const std::size_t end = std::min(pointer.find('/', list + kList.size()), pointer.size());
  const auto id = m_editing.document().stringAt(pointer.substr(0, end) + "/id");
  if (!id) return;
  const QString name = QString::fromStdString(*id);
  if (name == m_canister) return;
  m_canister = name;
  emit canisterEntered(name);
}

}  // namespace roundscope::ui
