// Between the area, which knows how to draw and to type, and what is known of the text.
#include "ui/editor/text_editor.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <map>
#include <utility>

#include "ui/editor/text_area.h"

namespace roundscope::ui {
namespace {

/// A longer text is not read again with every letter that is typed, only when one asks.
constexpr std::size_t kReadWhileTyping = 1'000'000;
constexpr qsizetype kMostListed = 200;

constexpr qsizetype kMessageLetters = 80;

/// Between words, so that a long message needs no scrolling.
QString inLines(const QString& message) {
  QString lines;
  qsizetype length = 0;
  for (const QString& word : message.split(u' ')) {
    if (!lines.isEmpty()) lines += length + word.size() < kMessageLetters ? u' ' : u'\n';
    length = lines.endsWith(u'\n') ? word.size() : length + word.size() + 1;
    lines += word;
  }
  return lines;
}

bool isOfName(char32_t letter) {
  return letter >= 128 || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
         (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '-' || letter == '.';
}

}  // namespace

TextEditor::TextEditor(QWidget* parent)
    : QWidget(parent),
      m_area(new TextArea(this)),
      m_bar(new QWidget(this)),
      m_find(new QLineEdit(m_bar)),
      m_found(new QLabel(m_bar)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_area, 1);
  auto* row = new QHBoxLayout(m_bar);
  row->setContentsMargins(8, 4, 8, 4);
  row->addWidget(m_find, 1);
  row->addWidget(m_found);
  layout->addWidget(m_bar);
  m_bar->hide();
  m_find->setPlaceholderText(tr("Find, or :12 for a line. Enter: next, Shift+Enter: previous, Esc: back"));
  m_find->setAccessibleName(tr("Find in the text"));
  m_find->installEventFilter(this);
  setFocusProxy(m_area);
  m_area->setAccessibleName(tr("Text of the scenario"));
  m_area->setAccessibleDescription(tr("Esc leaves the text"));

  connect(m_area, &TextArea::changed, this, [this](const TextChange& change) {
    m_guide.reset();
    emit edited(change);
  });
  connect(m_area, &TextArea::letterTyped, this, &TextEditor::typed);
  connect(m_area, &TextArea::chosen, this, &TextEditor::takeCompletion);
  connect(m_area, &TextArea::findWanted, this, &TextEditor::openFind);
  connect(m_area, &TextArea::errorWanted, this, &TextEditor::goToError);
  connect(m_area, &TextArea::completionWanted, this, &TextEditor::complete);
  connect(m_area, &TextArea::helpWanted, this, [this](std::size_t offset, const QPoint& at) {
    const QString text = hoverText(offset);
    if (text.isEmpty()) return;
    QToolTip::showText(at, QStringLiteral("<p style='white-space: pre-wrap'>%1</p>").arg(text.toHtmlEscaped()), m_area);
  });
  connect(m_area, &TextArea::helpUnwanted, this, [] { QToolTip::hideText(); });
  connect(m_area, &QsciScintilla::cursorPositionChanged, this, &TextEditor::cursorMoved);
}

TextEditor::~TextEditor() = default;

void TextEditor::setText(const std::string& text) {
  m_guide.reset();
  m_area->hideList();
  m_area->setAll(text);
  setErrors({});
}

std::string TextEditor::text() const { return m_area->all(); }

void TextEditor::applyChange(const TextChange& change) {
  m_guide.reset();
  m_area->replace(change.at, change.removed.size(), change.inserted);
}

void TextEditor::setErrors(std::vector<ErrorPlace> errors) {
  if (errors.empty() && m_errors.empty()) return;
  m_errors = std::move(errors);
  m_area->clearErrors();
  std::map<std::size_t, QStringList> messages;
  for (const ErrorPlace& error : m_errors) {
    m_area->markError(error.line, error.begin, error.end);
    messages[error.line] << inLines(error.message);
  }
  for (const auto& [line, said] : messages) m_area->writeBelow(line, said.join(u'\n'));
}

std::size_t TextEditor::cursor() const { return m_area->cursor(); }

void TextEditor::setCursor(std::size_t offset) { m_area->show(offset, offset); }

void TextEditor::select(TextRange range) { m_area->show(range.begin, range.end); }

std::string TextEditor::selectedText() const { return m_area->selectedText().toStdString(); }

void TextEditor::goToError(bool forward) {
  if (m_errors.empty()) return;
  const std::size_t here = m_area->lineOfByte(cursor());
  const ErrorPlace* wanted = forward ? &m_errors.front() : &m_errors.back();
  if (forward) {
    const auto next =
        std::find_if(m_errors.begin(), m_errors.end(), [here](const ErrorPlace& error) { return error.line > here; });
    if (next != m_errors.end()) wanted = &*next;
  } else {
    const auto next =
        std::find_if(m_errors.rbegin(), m_errors.rend(), [here](const ErrorPlace& error) { return error.line < here; });
    if (next != m_errors.rend()) wanted = &*next;
  }
  setCursor(wanted->begin);
  m_area->setFocus();
}

void TextEditor::openFind(const QString& first) {
  m_bar->show();
  m_found->clear();
  if (!first.isEmpty()) m_find->setText(first);
  m_find->setFocus();
  if (first != QStringLiteral(":")) m_find->selectAll();
}

void TextEditor::closeFind() {
  m_bar->hide();
  m_area->setFocus();
}

void TextEditor::find(bool forward) {
  const QString wanted = m_find->text();
  if (wanted.startsWith(u':')) {
    bool isNumber = false;
    const int line = QStringView(wanted).mid(1).toInt(&isNumber);
    if (!isNumber || line < 1) return m_found->setText(tr("No such line"));
    m_area->setCursorPosition(std::min(line, m_area->lines()) - 1, 0);
    m_area->ensureLineVisible(std::min(line, m_area->lines()) - 1);
    return closeFind();
  }
  if (wanted.isEmpty()) return;
  int line = -1;
  int column = -1;
  if (!forward && m_area->hasSelectedText()) {
    int toLine = 0;
    int toColumn = 0;
    m_area->getSelection(&line, &column, &toLine, &toColumn);
  }
  const bool found = m_area->findFirst(wanted, false, false, false, true, forward, line, column);
  m_found->setText(found ? QString() : tr("Not in the text"));
}

bool TextEditor::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_find) return QWidget::eventFilter(watched, event);
  const bool asks = event->type() == QEvent::ShortcutOverride;
  if (!asks && event->type() != QEvent::KeyPress) return false;
  auto* const key = static_cast<QKeyEvent*>(event);
  const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  if (key->key() != Qt::Key_Escape && !isEnter) return false;
  event->accept();
  if (asks) return true;
  isEnter ? find((key->modifiers() & Qt::ShiftModifier) == 0) : closeFind();
  return true;
}

const SchemaGuide& TextEditor::guide() const {
  if (!m_guide) m_guide = std::make_unique<SchemaGuide>(m_area->all());
  return *m_guide;
}

void TextEditor::typed(char32_t letter) {
  if (m_area->all().size() > kReadWhileTyping) return;
  if (letter == '"') {
    // A quote that opens gets its fellow at once, so that what follows on the line stays what it is.
    const std::size_t here = cursor();
    const TextPlace place = placeAt(m_area->all(), here);
    const bool opens = place.kind != TextPlace::Kind::Between && place.begin + 1 == here;
    const char next = here < m_area->all().size() ? m_area->all()[here] : '\n';
    if (!opens || isOfName(static_cast<unsigned char>(next))) return;
    m_area->SendScintilla(QsciScintillaBase::SCI_INSERTTEXT, here, "\"");
    return complete();
  }
  // A number is nobody's beginning: Enter behind it must begin a line, not take the default.
  const TextPlace place = placeAt(m_area->all(), cursor());
  const bool isQuoted = place.end > place.begin && m_area->all()[place.begin] == '"';
  if (isQuoted && (isOfName(letter) || m_area->listShown())) complete();
}

void TextEditor::complete() {
  m_completions = completionsAt(guide(), m_area->all(), cursor());
  const bool isWhole = m_completions.entries.size() == 1 &&
                       m_completions.entries.front().text ==
                           m_area->all().substr(m_completions.begin, m_completions.end - m_completions.begin);
  if (m_completions.entries.empty() || isWhole) return m_area->hideList();
  m_area->showList(completionLabels());
}

QStringList TextEditor::completionLabels() const {
  QStringList labels;
  for (const Completion& entry : m_completions.entries)
    if (labels.size() < kMostListed) labels << entry.label;
  return labels;
}

void TextEditor::takeCompletion(const QString& label) {
  const auto entry = std::find_if(m_completions.entries.begin(), m_completions.entries.end(),
                                  [&](const Completion& each) { return each.label == label; });
  if (entry == m_completions.entries.end()) return;
  const Completion taken = *entry;
  const auto begin = static_cast<long>(m_completions.begin);
  m_completions.entries.clear();
  m_area->SendScintilla(QsciScintillaBase::SCI_SETSEL, static_cast<unsigned long>(begin),
                        static_cast<long>(m_completions.end));
  m_area->SendScintilla(QsciScintillaBase::SCI_REPLACESEL, taken.text.c_str());
  // The list that was chosen from has to be gone before the next one comes.
  if (taken.goesOn) QMetaObject::invokeMethod(this, &TextEditor::complete, Qt::QueuedConnection);
}

QString TextEditor::hoverText(std::size_t offset) const {
  QStringList lines;
  for (const ErrorPlace& error : m_errors)
    if (offset >= error.begin && offset <= error.end) lines << error.message;
  // The mouse rests by chance: it must not make one wait.
  if (m_area->all().size() > kReadWhileTyping) return lines.join(QStringLiteral("\n\n"));
  if (const QString help = helpAt(guide(), m_area->all(), offset + 1); !help.isEmpty()) lines << help;
  return lines.join(QStringLiteral("\n\n"));
}

std::vector<std::size_t> TextEditor::markedLines() const {
  std::vector<std::size_t> marked;
  for (int line = 0; line < m_area->lines(); ++line)
    if (m_area->isMarked(static_cast<std::size_t>(line))) marked.push_back(static_cast<std::size_t>(line));
  return marked;
}

QString TextEditor::messageAt(std::size_t line) const { return m_area->annotation(static_cast<int>(line)); }

}  // namespace roundscope::ui
