// Each field is a field of the specification. See figure_form.h.
#include "ui/picture/figure_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>

#include "core/scenario/figure_limits.h"
#include "ui/drawing/palette.h"
#include "ui/text.h"

namespace roundscope::ui {

namespace {

enum Extent { Whole, Window, Rounds, Own };
enum Unit { Pixels, Millimetres };
enum TitleKind { Scenarios, Mine, None };
constexpr int kMostRounds = 1'000'000'000;

QComboBox* choices(const QStringList& words) {
  auto* box = new QComboBox;
  box->addItems(words);
  return box;
}

/// "In flight" for "in-flight": a word of the specification.
QString asPeopleWrite(QString word) {
  word[0] = word[0].toUpper();
  return word.replace(QLatin1Char('-'), QLatin1Char(' '));
}

QComboBox* choices(std::span<const std::string_view> words) {
  QStringList all;
  for (const std::string_view word : words) all << asPeopleWrite(textOf(word));
  return choices(all);
}

QSpinBox* number(FigureLimit limit, int value, const QString& unit = {}) {
  auto* box = new QSpinBox;
  box->setRange(limit.least, limit.greatest);
  box->setValue(value);
  box->setSuffix(unit);
  return box;
}

QDoubleSpinBox* decimal(FigureLimit limit, double value, const QString& unit) {
  auto* box = new QDoubleSpinBox;
  box->setDecimals(1);
  box->setRange(limit.least, limit.greatest);
  box->setValue(value);
  box->setSuffix(unit);
  return box;
}

/// A number that may be left to the content: its least value says so.
template <class Box>
Box* orAsNeeded(Box* box, FigureLimit limit) {
  box->setRange(limit.least - 1, limit.greatest);
  box->setSpecialValueText(QObject::tr("as high as needed"));
  return box;
}

/// The list with a mark before what is chosen.
QListWidget* checkList() {
  auto* list = new QListWidget;
  list->setMaximumHeight(84);
  return list;
}

std::vector<std::string> checked(const QListWidget& list) {
  std::vector<std::string> words;
  for (int i = 0; i < list.count(); ++i)
    if (list.item(i)->checkState() == Qt::Checked)
      words.push_back(list.item(i)->data(Qt::UserRole).toString().toStdString());
  return words;
}

/// All, where none is named.
void check(QListWidget& list, const std::vector<std::string>& words) {
  for (int i = 0; i < list.count(); ++i) {
    const std::string word = list.item(i)->data(Qt::UserRole).toString().toStdString();
    const bool named = words.empty() || std::find(words.begin(), words.end(), word) != words.end();
    list.item(i)->setCheckState(named ? Qt::Checked : Qt::Unchecked);
  }
}

/// Those that are checked; none where all are, which says the same.
std::vector<std::string> chosen(const QListWidget& list) {
  std::vector<std::string> words = checked(list);
  if (words.size() == static_cast<std::size_t>(list.count())) words.clear();
  return words;
}

/// Small windows scroll a page down rather than cut it off; at its sides nothing is.
QWidget* scrolled(QWidget* page) {
  auto* area = new QScrollArea;
  area->setWidget(page);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setMinimumWidth(page->minimumSizeHint().width() + area->verticalScrollBar()->sizeHint().width());
  return area;
}

}  // namespace

FigureForm::FigureForm(FigureChoices choices, QWidget* parent) : QTabWidget(parent), m_choices(std::move(choices)) {
  addTab(scrolled(buildContent()), tr("Con&tent"));
  addTab(scrolled(buildSize()), tr("Si&ze"));
  addTab(scrolled(buildLook()), tr("Loo&k"));
  addTab(scrolled(buildWords()), tr("Wo&rds"));
  setAccessibleName(tr("The figure"));
  for (int i = 0; i < count(); ++i) widget(i)->setAccessibleName(tabText(i).remove(u'&'));
  connectFields();
  enableFields();
}

template <class Field>
Field* FigureForm::add(QFormLayout* rows, const QString& name, Field* field) {
  field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
  rows->addRow(name, field);
  return field;
}

template <class Shown>
QListWidget* FigureForm::addList(QFormLayout* rows, const QString& name, const std::vector<std::string>& words,
                                 Shown&& shown) {
  QListWidget* list = add(rows, name, checkList());
  for (const std::string& word : words) {
    auto* item = new QListWidgetItem(shown(textOf(word)), list);
    item->setData(Qt::UserRole, textOf(word));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Checked);
  }
  rows->setRowVisible(list, !words.empty());
  return list;
}

QWidget* FigureForm::buildContent() {
  auto* page = new QWidget;
  auto* rows = new QFormLayout(page);
  m_extent = add(rows, tr("&What"), choices({tr("The whole run"), tr("What the window shows"), tr("Some rounds")}));
  const int last = static_cast<int>(std::min<std::int64_t>(m_choices.lastRound, kMostRounds));
  m_firstRound = add(rows, tr("F&irst round"), number({0, kMostRounds}, 0));
  m_lastRound = add(rows, tr("&Last round"), number({0, kMostRounds}, last));
  m_view = add(rows, tr("&View"), choices(figureViews()));
  const auto itself = [](const QString& name) { return name; };
  m_variants = addList(rows, tr("Vari&ants"), m_choices.variants, itself);
  m_canisters = addList(rows, tr("Ca&nisters"), m_choices.canisters, itself);
  m_parts = addList(rows, tr("&Parts"), {figureParts().begin(), figureParts().end()}, asPeopleWrite);
  m_hideFuture = new QCheckBox(tr("Hide what comes after the c&ursor"));
  m_callNumbers = new QCheckBox(tr("Nu&mbers of calls"));
  rows->addRow(m_hideFuture);
  rows->addRow(m_callNumbers);
  return page;
}

QWidget* FigureForm::buildSize() {
  auto* page = new QWidget;
  auto* rows = new QFormLayout(page);
  m_unit = add(rows, tr("Si&ze in"), choices({tr("Pixels"), tr("Millimetres")}));
  m_width = add(rows, tr("Wi&dth"), number(kSidePx, kUsualWidthPx, tr(" px")));
  m_height = orAsNeeded(add(rows, tr("&Height"), number(kSidePx, kUsualHeightPx, tr(" px"))), kSidePx);
  m_widthMm = add(rows, tr("Width on &paper"), decimal(kWidthMm, 160, tr(" mm")));
  m_heightMm = orAsNeeded(add(rows, tr("Height on pap&er"), decimal(kHeightMm, kHeightMm.least, tr(" mm"))), kHeightMm);
  m_heightMm->setValue(m_heightMm->minimum());
  m_dpi = add(rows, tr("&Resolution"), number(kDpi, kScreenDpi, tr(" dpi")));
  m_margin = add(rows, tr("&Margin"), decimal(kMarginMm, 0, tr(" mm")));
  m_speed = add(rows, tr("Rou&nds a second"), decimal(kRoundsPerSecond, Figure{}.roundsPerSecond, {}));
  m_speed->setMinimum(0.1);
  return page;
}

QWidget* FigureForm::buildLook() {
  auto* page = new QWidget;
  auto* rows = new QFormLayout(page);
  m_density = add(rows, tr("D&ensity"), choices(figureDensities()));
  m_theme = add(rows, tr("T&heme"), choices(figureThemes()));
  m_fontPt = add(rows, tr("&Type size"), decimal(kFontPt, Figure{}.fontPt, tr(" pt")));
  m_font = add(rows, tr("&Family"), choices(QStringList{tr("Roundscope’s own")} + QFontDatabase::families()));
  m_palette = add(rows, tr("Pa&lette"), new QLineEdit);
  QStringList names;
  for (const NamedPalette& palette : palettes()) names << textOf(palette.name);
  m_palette->setPlaceholderText(tr("%1, or #0072b2, #009e73, #cc79a7").arg(names.join(QStringLiteral(", "))));
  auto* completer = new QCompleter(names, m_palette);
  completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_palette->setCompleter(completer);
  m_palette->setToolTip(tr("One of %1, or three to six colours.").arg(names.join(QStringLiteral(", "))));
  m_transparent = new QCheckBox(tr("Transparent back&ground"));
  rows->addRow(m_transparent);
  return page;
}

QWidget* FigureForm::buildWords() {
  auto* page = new QWidget;
  auto* rows = new QFormLayout(page);
  m_titleKind = add(rows, tr("Titl&e is"), choices({tr("The scenario’s"), tr("My own"), tr("None")}));
  m_title = add(rows, tr("T&itle"), new QLineEdit);
  m_title->setPlaceholderText(textOf(m_choices.title));
  m_caption = add(rows, tr("C&aption"), new QLineEdit);
  m_notes = add(rows, tr("N&otes"), new QPlainTextEdit);
  m_notes->setPlaceholderText(tr(
      "first refusal: the limit is reached\ncall 3: waits for the lock\nvariable wallet.balance: less than nothing"));
  m_notes->setMaximumHeight(110);
  m_notes->setTabChangesFocus(true);
  m_notes->setToolTip(tr("One a line: what it is about, a colon and a space, the text. It may be about %1.")
                          .arg(textOf(targetForms())));
  return page;
}

void FigureForm::connectFields() {
  const auto changes = [this] {
    enableFields();
    emit changed();
  };
  for (QComboBox* box : {m_extent, m_view, m_unit, m_density, m_theme, m_font, m_titleKind})
    connect(box, &QComboBox::currentIndexChanged, this, changes);
  for (QSpinBox* box : {m_firstRound, m_lastRound, m_width, m_height, m_dpi})
    connect(box, &QSpinBox::valueChanged, this, changes);
  for (QDoubleSpinBox* box : {m_widthMm, m_heightMm, m_margin, m_speed, m_fontPt})
    connect(box, &QDoubleSpinBox::valueChanged, this, changes);
  for (QListWidget* list : {m_variants, m_canisters, m_parts}) connect(list, &QListWidget::itemChanged, this, changes);
  for (QCheckBox* box : {m_hideFuture, m_callNumbers, m_transparent}) connect(box, &QCheckBox::toggled, this, changes);
  for (QLineEdit* line : {m_palette, m_caption}) connect(line, &QLineEdit::textChanged, this, changes);
  connect(m_title, &QLineEdit::textChanged, this, [this](const QString& words) {
    if (!words.isEmpty()) m_titleKind->setCurrentIndex(Mine);
  });
  connect(m_title, &QLineEdit::textChanged, this, changes);
  connect(m_notes, &QPlainTextEdit::textChanged, this, changes);
  connect(m_unit, &QComboBox::currentIndexChanged, this,
          [this](int unit) { m_dpi->setValue(unit == Millimetres ? kPaperDpi : kScreenDpi); });
}

/// Fields that mean nothing now cannot be changed.
void FigureForm::enableFields() {
  const bool paper = m_unit->currentIndex() == Millimetres;
  m_width->setEnabled(!paper);
  m_height->setEnabled(!paper);
  m_widthMm->setEnabled(paper);
  m_heightMm->setEnabled(paper);
  for (QSpinBox* round : {m_firstRound, m_lastRound}) round->setEnabled(m_extent->currentIndex() == Rounds);
  m_title->setEnabled(m_titleKind->currentIndex() != None);
}

void FigureForm::setOnPaper(bool paper) { m_unit->setCurrentIndex(paper ? Millimetres : Pixels); }

void FigureForm::hideFuture(bool hide) { m_hideFuture->setChecked(hide); }

/// Which part of the run, and for what the window shows all that it says beside.
Figure FigureForm::extent() const {
  Figure figure = m_extent->currentIndex() == Window ? m_choices.window : m_hidden;
  if (m_extent->currentIndex() == Window || m_extent->currentIndex() == Own) return figure;
  figure.rounds.reset();
  figure.rangeUs.reset();
  if (m_extent->currentIndex() == Rounds) {
    const auto [first, last] = std::minmax({m_firstRound->value(), m_lastRound->value()});
    figure.rounds = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
  }
  return figure;
}

Figure FigureForm::figure() const {
  Figure figure = extent();
  figure.view = static_cast<FigureView>(m_view->currentIndex());
  figure.variants = chosen(*m_variants);
  figure.canisters = chosen(*m_canisters);
  for (int i = 0; i < m_parts->count(); ++i)
    if (m_parts->item(i)->checkState() != Qt::Checked) figure.hidden.insert(static_cast<FigurePart>(i));
  figure.hideFuture = m_hideFuture->isChecked();
  if (!m_hidden.cursorUs || m_extent->currentIndex() == Window)
    figure.cursorUs =
        figure.hideFuture || m_extent->currentIndex() == Window ? m_choices.window.cursorUs : std::nullopt;
  figure.callNumbers = m_callNumbers->isChecked();
  if (m_unit->currentIndex() == Millimetres) {
    figure.widthMm = m_widthMm->value();
    if (m_heightMm->value() > m_heightMm->minimum()) figure.heightMm = m_heightMm->value();
  } else if (m_height->value() > m_height->minimum()) {
    figure.sizePx = {static_cast<std::uint32_t>(m_width->value()), static_cast<std::uint32_t>(m_height->value())};
  }
  figure.dpi = static_cast<std::uint32_t>(m_dpi->value());
  figure.marginMm = m_margin->value();
  figure.roundsPerSecond = m_speed->value();
  figure.density = static_cast<FigureDensity>(m_density->currentIndex());
  figure.theme = static_cast<FigureTheme>(m_theme->currentIndex());
  figure.fontPt = m_fontPt->value();
  if (m_font->currentIndex() > 0) figure.font = m_font->currentText().toStdString();
  if (roundscope::setPalette(figure, m_palette->text().trimmed().toStdString(), {})) figure.colours.clear();
  figure.transparent = m_transparent->isChecked();
  if (m_titleKind->currentIndex() == Mine) figure.title = m_title->text().toStdString();
  if (m_titleKind->currentIndex() == None) figure.title = "";
  figure.caption = m_caption->text().toStdString();
  for (const QString& line : m_notes->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
    if (Result<FigureNote> note = parseNote(line.toStdString(), "note"); note.ok())
      figure.notes.push_back(note.value());
  return figure;
}

QStringList FigureForm::errors() const {
  QStringList errors;
  Figure tried;
  if (const auto error =
          roundscope::setPalette(tried, m_palette->text().trimmed().toStdString(), tr("Palette").toStdString()))
    errors << QString::fromStdString(error->text());
  for (const QString& line : m_notes->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
    if (const Result<FigureNote> note = parseNote(line.toStdString(), tr("Notes").toStdString()); !note.ok())
      errors << QString::fromStdString(note.error().text());
  return errors;
}

void FigureForm::show(const Figure& figure) {
  {
    const QSignalBlocker quiet(this);
    m_hidden = Figure{};
    m_hidden.name = figure.name;
    m_hidden.scaleOf = figure.scaleOf;
    const bool windows = figure.rangeUs && figure.rangeUs == m_choices.window.rangeUs &&
                         figure.cursorUs == m_choices.window.cursorUs && figure.window == m_choices.window.window;
    if (!windows) {
      m_hidden.window = figure.window;
      m_hidden.rangeUs = figure.rangeUs;
      // The window's cursor, before which things are hidden, goes when they are shown.
      if (!figure.hideFuture || figure.cursorUs != m_choices.window.cursorUs) m_hidden.cursorUs = figure.cursorUs;
    }
    // What the window shows may have changed since a figure was made that shows the like.
    const bool own = figure.rangeUs && !windows;
    if (own && m_extent->count() == Own) m_extent->addItem(tr("The figure’s own part"));
    if (!own && m_extent->count() > Own) m_extent->removeItem(Own);
    m_extent->setCurrentIndex(figure.rounds ? Rounds : own ? Own : figure.rangeUs ? Window : Whole);
    if (figure.rounds) {
      m_firstRound->setValue(static_cast<int>(std::min<std::uint32_t>(figure.rounds->first, kMostRounds)));
      m_lastRound->setValue(static_cast<int>(std::min<std::uint32_t>(figure.rounds->second, kMostRounds)));
    }
    m_view->setCurrentIndex(static_cast<int>(figure.view));
    check(*m_variants, figure.variants);
    check(*m_canisters, figure.canisters);
    for (int i = 0; i < m_parts->count(); ++i)
      m_parts->item(i)->setCheckState(figure.shows(static_cast<FigurePart>(i)) ? Qt::Checked : Qt::Unchecked);
    m_hideFuture->setChecked(figure.hideFuture);
    m_callNumbers->setChecked(figure.callNumbers);
    setOnPaper(figure.widthMm.has_value());
    m_widthMm->setValue(figure.widthMm.value_or(m_widthMm->value()));
    m_heightMm->setValue(figure.heightMm.value_or(m_heightMm->minimum()));
    if (figure.sizePx) m_width->setValue(static_cast<int>(figure.sizePx->first));
    m_height->setValue(figure.sizePx ? static_cast<int>(figure.sizePx->second) : m_height->minimum());
    m_dpi->setValue(
        static_cast<int>(figure.dpi.value_or(static_cast<std::uint32_t>(figure.widthMm ? kPaperDpi : kScreenDpi))));
    m_margin->setValue(figure.marginMm);
    m_speed->setValue(figure.roundsPerSecond);
    m_density->setCurrentIndex(static_cast<int>(figure.density));
    m_theme->setCurrentIndex(static_cast<int>(figure.theme));
    m_fontPt->setValue(figure.fontPt);
    m_font->setCurrentIndex(std::max(0, m_font->findText(textOf(figure.font))));
    m_palette->setText(textOf(paletteText(figure)));
    m_transparent->setChecked(figure.transparent);
    m_title->setText(textOf(figure.title.value_or("")));
    m_titleKind->setCurrentIndex(!figure.title ? Scenarios : figure.title->empty() ? None : Mine);
    m_caption->setText(textOf(figure.caption));
    QStringList notes;
    for (const FigureNote& note : figure.notes) notes << textOf(textOf(note));
    m_notes->setPlainText(notes.join(QLatin1Char('\n')));
    enableFields();
  }
  emit changed();
}

}  // namespace roundscope::ui
