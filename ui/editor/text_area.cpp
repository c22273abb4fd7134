// Colours follow the palette of the window, and with it the theme and the presenter's type.
#include "ui/editor/text_area.h"

#include <Qsci/qscicommandset.h>

#include <QFontDatabase>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScreen>
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "core/scenario/text_place.h"
#include "ui/drawing/theme.h"

namespace roundscope::ui {
namespace {

constexpr int kNumberMargin = 0;
constexpr int kErrorMargin = 1;
constexpr int kFoldMargin = 2;
constexpr int kErrorMarginPx = 14;
constexpr int kErrorMarker = 1;
constexpr int kErrorIndicator = 8;
constexpr int kMessageStyle = 40;
constexpr int kDwellMs = 500;
constexpr int kIndent = 2;
constexpr char kSeparator = '\n';
constexpr std::uint8_t kNameHue = 0;  ///< of the call styles' colours
constexpr std::uint8_t kTextHue = 2;
constexpr std::uint8_t kNumberHue = 1;

struct Key {
  int key;
  Qt::KeyboardModifiers modifiers;
};
bool is(const QKeyEvent& event, Key key) {
  return event.key() == key.key && (event.modifiers() & ~Qt::KeypadModifier) == key.modifiers;
}
constexpr Key kFind{Qt::Key_F, Qt::ControlModifier};
constexpr Key kGoToLine{Qt::Key_G, Qt::ControlModifier};
constexpr Key kNextError{Qt::Key_F8, Qt::NoModifier};
constexpr Key kPreviousError{Qt::Key_F8, Qt::ShiftModifier};
constexpr Key kComplete{Qt::Key_Space, Qt::ControlModifier};

unsigned long word(std::size_t value) { return static_cast<unsigned long>(value); }
std::size_t countOf(long value) { return static_cast<std::size_t>(value); }

}  // namespace

TextArea::TextArea(QWidget* parent) : QsciScintilla(parent) {
  setUtf8(true);
  setEolMode(EolUnix);
  setFrameShape(QFrame::NoFrame);
  setIndentationsUseTabs(false);
  setTabWidth(kIndent);
  setIndentationWidth(kIndent);
  setAutoIndent(true);
  setBackspaceUnindents(true);
  setBraceMatching(SloppyBraceMatch);
  setCaretLineVisible(true);
  setScrollWidthTracking(true);
  setScrollWidth(1);
  auto* lexer = new QsciLexerJSON(this);
  lexer->setHighlightComments(true);
  setLexer(lexer);
  setFolding(PlainFoldStyle, kFoldMargin);
  setMarginLineNumbers(kNumberMargin, true);
  setMarginType(kErrorMargin, SymbolMargin);
  setMarginWidth(kErrorMargin, kErrorMarginPx);
  setMarginMarkerMask(kErrorMargin, 1 << kErrorMarker);
  markerDefine(Circle, kErrorMarker);
  indicatorDefine(SquiggleIndicator, kErrorIndicator);
  setAnnotationDisplay(AnnotationIndented);
  SendScintilla(SCI_SETUNDOCOLLECTION, 0L);
  SendScintilla(SCI_EMPTYUNDOBUFFER);
  SendScintilla(SCI_SETMOUSEDWELLTIME, static_cast<long>(kDwellMs));
  SendScintilla(SCI_AUTOCSETSEPARATOR, static_cast<long>(kSeparator));
  SendScintilla(SCI_AUTOCSETORDER, static_cast<long>(SC_ORDER_CUSTOM));
  SendScintilla(SCI_AUTOCSETAUTOHIDE, 0L);
  SendScintilla(SCI_AUTOCSETIGNORECASE, 1L);
  for (const auto command : {QsciCommand::Undo, QsciCommand::Redo})
    if (QsciCommand* const found = standardCommands()->find(command); found != nullptr) {
      found->setKey(0);
      found->setAlternateKey(0);
    }
  connect(this, &QsciScintillaBase::SCN_MODIFIED, this,
          [this](int position, int kind, const char* text, int length) { onModified(position, kind, text, length); });
  connect(this, &QsciScintillaBase::SCN_CHARADDED, this,
          [this](int letter) { emit letterTyped(static_cast<char32_t>(letter)); });
  connect(this, qOverload<const char*, int, int, int>(&QsciScintillaBase::SCN_AUTOCSELECTION), this,
          [this](const char* label) {
            const QString text = QString::fromUtf8(label);
            hideList();  // before it is written: what is written is not the label
            emit chosen(text);
          });
  connect(this, &QsciScintillaBase::SCN_DWELLSTART, this, [this](int position, int x, int y) {
    if (position >= 0) emit helpWanted(static_cast<std::size_t>(position), viewport()->mapToGlobal(QPoint(x, y)));
  });
  connect(this, &QsciScintillaBase::SCN_DWELLEND, this, &TextArea::helpUnwanted);
  connect(this, &QsciScintilla::linesChanged, this, &TextArea::fitMargin);
  followLook();
}

void TextArea::onModified(int position, int kind, const char* text, int length) {
  if ((kind & (SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT)) == 0) return;
  TextChange change{static_cast<std::size_t>(position), {}, {}};
  const auto count = static_cast<std::size_t>(length);
  if ((kind & SC_MOD_INSERTTEXT) != 0) {
    change.inserted.assign(text, count);
    m_text.insert(change.at, change.inserted);
  } else {
    // Without an undo of its own the library does not say what it has deleted.
    change.removed = m_text.substr(change.at, count);
    m_text.erase(change.at, count);
  }
  if (!m_silent) emit changed(change);
}

void TextArea::replace(std::size_t begin, std::size_t removed, std::string_view inserted) {
  const bool silent = std::exchange(m_silent, true);
  const long topLine = SendScintilla(SCI_DOCLINEFROMVISIBLE, SendScintilla(SCI_GETFIRSTVISIBLELINE));
  const long linesBefore = SendScintilla(SCI_GETLINECOUNT);
  const bool isAbove = static_cast<long>(lineOfByte(begin)) < topLine;
  SendScintilla(SCI_SETTARGETRANGE, word(begin), static_cast<long>(begin + removed));
  SendScintilla(SCI_REPLACETARGET, word(inserted.size()), inserted.data());
  if (isAbove) SendScintilla(SCI_LINESCROLL, 0UL, SendScintilla(SCI_GETLINECOUNT) - linesBefore);
  m_silent = silent;
}

void TextArea::setAll(std::string_view text) {
  const bool silent = std::exchange(m_silent, true);
  SendScintilla(SCI_CLEARALL);
  SendScintilla(SCI_ADDTEXT, word(text.size()), text.data());
  SendScintilla(SCI_GOTOPOS, 0UL);
  m_silent = silent;
  fitMargin();
}

std::size_t TextArea::cursor() const { return countOf(SendScintilla(SCI_GETCURRENTPOS)); }

std::size_t TextArea::lineOfByte(std::size_t offset) const {
  return countOf(SendScintilla(SCI_LINEFROMPOSITION, word(offset)));
}

void TextArea::show(std::size_t begin, std::size_t end) {
  SendScintilla(SCI_ENSUREVISIBLEENFORCEPOLICY, word(lineOfByte(begin)));
  SendScintilla(SCI_SETSEL, word(end), static_cast<long>(begin));
  SendScintilla(SCI_VERTICALCENTRECARET);
}

void TextArea::markError(std::size_t line, std::size_t begin, std::size_t end) {
  markerAdd(static_cast<int>(line), kErrorMarker);
  SendScintilla(SCI_SETINDICATORCURRENT, static_cast<long>(kErrorIndicator));
  if (end > begin) SendScintilla(SCI_INDICATORFILLRANGE, word(begin), static_cast<long>(end - begin));
}

void TextArea::writeBelow(std::size_t line, const QString& message) {
  annotate(static_cast<int>(line), message, kMessageStyle);
}

void TextArea::clearErrors() {
  markerDeleteAll(kErrorMarker);
  clearAnnotations();
  SendScintilla(SCI_SETINDICATORCURRENT, static_cast<long>(kErrorIndicator));
  SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
}

bool TextArea::isMarked(std::size_t line) const {
  return (markersAtLine(static_cast<int>(line)) & (1U << kErrorMarker)) != 0;
}

void TextArea::showList(const QStringList& labels) {
  // The library asks the screen under the cursor for its size, and falls where there is none: half out of sight.
  const unsigned long here = word(cursor());
  const QPoint caret(static_cast<int>(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, static_cast<long>(here))),
                     static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, static_cast<long>(here))));
  if (QGuiApplication::screenAt(viewport()->mapToGlobal(caret)) == nullptr) return hideList();
  const QByteArray list = labels.join(QLatin1Char(kSeparator)).toUtf8();
  SendScintilla(SCI_AUTOCSHOW, 0UL, list.constData());
}

void TextArea::hideList() {
  if (listShown()) SendScintilla(SCI_AUTOCCANCEL);
}

bool TextArea::listShown() const { return SendScintilla(SCI_AUTOCACTIVE) != 0; }

/// The window's shortcuts hold wherever the focus is, unless the text says that a key is its own.
bool TextArea::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    auto* const key = static_cast<QKeyEvent*>(event);
    const bool own = is(*key, kFind) || is(*key, kGoToLine) || is(*key, kNextError) || is(*key, kPreviousError) ||
                     is(*key, kComplete) || key->key() == Qt::Key_Backtab;
    if (key->key() == Qt::Key_Escape ? listShown() : own) {
      event->accept();
      return true;
    }
    if (key->key() == Qt::Key_Escape) {
      event->ignore();
      return true;
    }
  }
  const bool handled = QsciScintilla::event(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) followLook();
  return handled;
}

/// Before a closing quote, typing it goes behind it.
bool TextArea::typesOverQuote() const {
  const std::size_t here = cursor();
  if (hasSelectedText() || here >= m_text.size() || m_text[here] != '"') return false;
  const TextPlace place = placeAt(m_text, here);
  return place.end == here + 1 && place.begin < here;
}

void TextArea::keyPressEvent(QKeyEvent* event) {
  if (is(*event, kFind)) return emit findWanted(selectedText().section(u'\n', 0, 0));
  if (is(*event, kGoToLine)) return emit findWanted(QStringLiteral(":"));
  if (is(*event, kNextError)) return emit errorWanted(true);
  if (is(*event, kPreviousError)) return emit errorWanted(false);
  if (is(*event, kComplete)) return emit completionWanted();
  if (event->text() == QStringLiteral("\"") && typesOverQuote()) {
    hideList();
    SendScintilla(SCI_CHARRIGHT);
    return;
  }
  QsciScintilla::keyPressEvent(event);
}

void TextArea::fitMargin() { setMarginWidth(kNumberMargin, QStringLiteral("0%1").arg(std::max(lines(), 100))); }

void TextArea::followLook() {
  const QPalette palette = this->palette();
  const QColor paper = palette.color(QPalette::Base);
  const QColor ink = palette.color(QPalette::Text);
  const QColor muted = palette.color(QPalette::PlaceholderText);
  const ThemeKind kind = paper.lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light;
  const Theme theme{kind};
  const QColor wrong = theme.color(Role::FailureText);
  QFont type = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  type.setPointSizeF(font().pointSizeF());

  auto* const lexer = static_cast<QsciLexerJSON*>(this->lexer());
  lexer->setDefaultFont(type);
  lexer->setDefaultPaper(paper);
  lexer->setDefaultColor(ink);
  lexer->setFont(type);
  lexer->setPaper(paper);
  lexer->setColor(ink);
  const auto inColour = [&](const QColor& colour, std::initializer_list<int> styles) {
    for (const int style : styles) lexer->setColor(colour, style);
  };
  // Dark hues on light paper, light ones on dark: drawn towards the colour of the text, they can be read.
  const auto readable = [&](std::uint8_t hue) {
    const QColor colour = theme.hueColor(hue);
    const auto mixed = [](int a, int b) { return (a * 2 + b) / 3; };
    return QColor(mixed(colour.red(), ink.red()), mixed(colour.green(), ink.green()), mixed(colour.blue(), ink.blue()));
  };
  inColour(readable(kNameHue), {QsciLexerJSON::Property});
  inColour(readable(kTextHue), {QsciLexerJSON::String, QsciLexerJSON::EscapeSequence, QsciLexerJSON::IRI});
  inColour(readable(kNumberHue), {QsciLexerJSON::Number, QsciLexerJSON::Keyword});
  inColour(muted, {QsciLexerJSON::CommentLine, QsciLexerJSON::CommentBlock});
  inColour(wrong, {QsciLexerJSON::UnclosedString, QsciLexerJSON::Error});

  setPaper(paper);
  setCaretForegroundColor(ink);
  setCaretLineBackgroundColor(palette.color(QPalette::Window));
  setSelectionBackgroundColor(palette.color(QPalette::Highlight));
  setSelectionForegroundColor(palette.color(QPalette::HighlightedText));
  setMarginsFont(type);
  setMarginsBackgroundColor(palette.color(QPalette::Window));
  setMarginsForegroundColor(muted);
  setFoldMarginColors(palette.color(QPalette::Window), palette.color(QPalette::Window));
  for (int marker = SC_MARKNUM_FOLDEREND; marker <= static_cast<int>(SC_MARKNUM_FOLDEROPEN); ++marker) {
    setMarkerForegroundColor(palette.color(QPalette::Window), marker);
    setMarkerBackgroundColor(muted, marker);
  }
  setMarkerBackgroundColor(theme.color(Role::Failure), kErrorMarker);
  setMarkerForegroundColor(theme.color(Role::Failure), kErrorMarker);
  setIndicatorForegroundColor(theme.color(Role::Failure), kErrorIndicator);
  setMatchedBraceBackgroundColor(palette.color(QPalette::Button));
  setMatchedBraceForegroundColor(palette.color(QPalette::Link));
  setUnmatchedBraceForegroundColor(wrong);
  setUnmatchedBraceBackgroundColor(paper);
  const auto bgr = [](const QColor& colour) {
    return static_cast<long>(colour.red() | colour.green() << 8 | colour.blue() << 16);
  };
  SendScintilla(SCI_STYLESETFORE, static_cast<unsigned long>(kMessageStyle), bgr(wrong));
  SendScintilla(SCI_STYLESETBACK, static_cast<unsigned long>(kMessageStyle), bgr(paper));
  SendScintilla(SCI_STYLESETFONT, static_cast<unsigned long>(kMessageStyle), font().family().toUtf8().constData());
  SendScintilla(SCI_STYLESETSIZEFRACTIONAL, static_cast<unsigned long>(kMessageStyle),
                static_cast<long>(font().pointSizeF() * static_cast<int>(SC_FONT_SIZE_MULTIPLIER)));
  fitMargin();
}

}  // namespace roundscope::ui
