// Every change of a field draws the preview anew, a moment later; saving is in export_dialog_saving.cpp.
// See export_dialog.h.
#include "ui/picture/export_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/picture/figure_view.h"
#include "ui/picture/frames.h"
#include "ui/picture/preflight.h"
#include "ui/picture/svg.h"
#include "ui/text.h"

namespace roundscope::ui {

namespace {

constexpr int kRefreshMs = 120;
constexpr QSize kFirstSize{1100, 680};

/// "PNG: pixels", …
QStringList formatChoices() {
  QStringList words;
  for (const PictureFormat& format : pictureFormats()) words << textOf(format.name) + ": " + textOf(format.description);
  return words;
}

template <class Field>
Field* add(QFormLayout* rows, const QString& name, Field* field) {
  field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
  rows->addRow(name, field);
  return field;
}

QComboBox* wideChoices(const QStringList& words) {
  auto* box = new QComboBox;
  box->addItems(words);
  box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  box->setMinimumContentsLength(12);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  return box;
}

/// What there is to choose from in these runs.
FigureChoices choicesOf(const ScenarioSet& set, const PictureSource& source, Figure shown) {
  FigureChoices choices{std::move(shown), {}, {}, set.title, 0};
  for (const Run* run : source.runs) {
    const Scenario& scenario = run->scenario();
    if (!scenario.variant.empty()) choices.variants.push_back(scenario.variant);
    for (const Canister& canister : scenario.canisters)
      if (std::find(choices.canisters.begin(), choices.canisters.end(), canister.id) == choices.canisters.end())
        choices.canisters.push_back(canister.id);
  }
  const std::vector<Frame> whole = framesOf(source, {}, 1);
  choices.lastRound = whole.empty() ? 0 : whole.back().round;
  return choices;
}

}  // namespace

ExportDialog::ExportDialog(Session& session, const TimelineIndex& index, Figure shown, ThemeKind theme, QWidget* parent,
                           std::optional<Lesson> lesson, const std::optional<Figure>& opened)
    : QDialog(parent), m_session(session), m_index(index), m_lesson(std::move(lesson)), m_save(new PictureSave(this)) {
  setWindowTitle(tr("Export picture"));
  const bool hidesFuture = session.viewState().hideFuture;
  build(std::move(shown));
  listFigures(opened);
  take(lastPurpose());
  Figure figure = m_form->figure();
  figure.view = m_form->windowView();
  if (figure.theme == FigureTheme::Auto && theme != ThemeKind::Light) figure.theme = themeOf(theme);
  m_form->show(figure);
  m_form->hideFuture(hidesFuture);
  m_refresh.setSingleShot(true);
  m_refresh.setInterval(kRefreshMs);
  connect(m_form, &FigureForm::changed, this, &ExportDialog::forget);
  connect(&m_refresh, &QTimer::timeout, this, &ExportDialog::refresh);
  connect(&session, &Session::opened, this, &ExportDialog::leaveScenario);
  followSaving();
  connect(&session, &Session::grew, this, [this] {
    m_source.reset();
    forget();
  });
  constexpr QSize kFramePx{8, 34};  // the title and the edges of a window
  resize(kFirstSize.boundedTo(screen()->availableSize() - kFramePx));
  if (opened) {
    m_figure->setCurrentIndex(1);
    takeFigure(1);
  }
  refresh();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::build(Figure shown) {
  const ScenarioSet& set = *m_session.scenarioSet();
  auto* fields = new QWidget;
  auto* left = new QVBoxLayout(fields);
  left->setContentsMargins(0, 0, 0, 0);
  m_above = new QFormLayout;
  m_purpose = add(m_above, tr("Fo&r"), wideChoices(purposeNames()));
  m_figure = add(m_above, tr("Fi&gure"), wideChoices({tr("a new one")}));
  m_format = add(m_above, tr("&Format"), wideChoices(formatChoices()));
  m_tellsLesson = new QCheckBox(tr("With the steps of the &lesson"));
  m_tellsLesson->setAccessibleName(tr("With the steps of the lesson"));
  m_above->addRow(m_tellsLesson);
  m_above->setRowVisible(m_tellsLesson, m_lesson.has_value());
  m_form = new FigureForm(choicesOf(set, source(), std::move(shown)));
  left->addLayout(m_above);
  left->addWidget(m_form, 1);

  auto* columns = new QSplitter;
  columns->addWidget(fields);
  columns->addWidget(buildPreview());
  columns->setStretchFactor(1, 1);
  columns->setChildrenCollapsible(false);
  columns->setSizes({320, 680});
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* save = buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
  auto* copies = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
  m_saving = {save, copies};
  save->setDefault(true);
  auto* rows = new QVBoxLayout(this);
  rows->addWidget(columns, 1);
  rows->addWidget(buildProgress());
  rows->addWidget(buttons);
  connect(save, &QPushButton::clicked, this, &ExportDialog::askAndSave);
  connect(copies, &QPushButton::clicked, this, &ExportDialog::copy);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_purpose, &QComboBox::activated, this, [this](int purpose) { take(static_cast<Purpose>(purpose)); });
  connect(m_figure, &QComboBox::activated, this, &ExportDialog::takeFigure);
  // What is printed has a size on paper; what is shown has one in pixels. Both can still be changed.
  connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
    m_form->setOnPaper(format().onPaper);
    m_tellsLesson->setChecked(format().tellsLesson);
    forget();
  });
  connect(m_tellsLesson, &QCheckBox::toggled, this, &ExportDialog::forget);
}

/// A page of the whole lesson has room for its text.
bool ExportDialog::canTell() {
  const Figure chosen = figure();
  return m_lesson && format().allRounds && m_session.finished() && chosen.variants.empty() && !chosen.rounds &&
         !chosen.rangeUs;
}

QWidget* ExportDialog::buildPreview() {
  auto* side = new QWidget;
  auto* right = new QVBoxLayout(side);
  right->setContentsMargins(0, 0, 0, 0);
  m_preview = new QLabel;
  m_preview->setAlignment(Qt::AlignCenter);
  m_preview->setMinimumSize(280, 120);
  m_preview->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  m_preview->setAccessibleName(tr("Preview"));
  m_notes = new QListWidget;
  m_notes->setAccessibleName(tr("What a reader could stumble over"));
  m_notes->setMaximumHeight(90);
  m_notes->setWordWrap(true);
  m_error = new QLabel;
  m_error->setWordWrap(true);
  m_error->hide();
  right->addWidget(m_preview, 1);
  right->addWidget(m_notes);
  right->addWidget(m_error);
  return side;
}

/// Size and look as they were last used for it.
void ExportDialog::take(Purpose purpose) {
  const PurposeSettings settings = settingsFor(purpose);
  m_purpose->setCurrentIndex(static_cast<int>(purpose));
  setEnding(settings.ending);
  const Figure content = m_form->figure();
  // What a small type has room for, a large one must not leave out.
  const auto lackIn = [&](const Figure& look) {
    const Result<Picture> laidOut = layOutPicture(source(), styledAs(content, look));
    return laidOut.ok() ? std::optional(laidOut.value().remarks.size()) : std::nullopt;
  };
  const auto usual = settings.better.empty() ? std::nullopt : lackIn(settings.figure);
  const auto fits = [&](const Figure& look) {
    const auto lack = lackIn(look);
    return lack && (!usual || *lack <= *usual);
  };
  const auto best = std::find_if(settings.better.begin(), settings.better.end(), fits);
  m_form->show(styledAs(content, best != settings.better.end() ? *best : settings.figure));
}

/// Without any there is nothing to choose.
void ExportDialog::listFigures(const std::optional<Figure>& opened) {
  if (opened) {
    m_figures.push_back(*opened);
    m_figure->addItem(tr("as opened"));
  }
  for (const Figure& figure : m_session.scenarioSet()->figures) {
    m_figures.push_back(figure);
    m_figure->addItem(textOf(figure.name));
  }
  m_above->setRowVisible(m_figure, !m_figures.empty());
}

/// All that a figure says; 0 is a new one.
void ExportDialog::takeFigure(int number) {
  m_taken.reset();
  if (number == 0) return take(static_cast<Purpose>(m_purpose->currentIndex()));
  const Figure& taken = m_figures[static_cast<std::size_t>(number - 1)];
  m_form->show(taken);
  m_asTaken = m_form->figure();
  m_taken = taken;
  forget();
}

/// The page stays as it was laid out: only the kind of the file is another.
void ExportDialog::setEnding(std::string_view ending) {
  const QSignalBlocker quiet(m_format);
  const auto formats = pictureFormats();
  const int before = m_format->currentIndex();
  for (std::size_t i = 0; i < formats.size(); ++i)
    if (formats[i].ending == ending) m_format->setCurrentIndex(static_cast<int>(i));
  if (m_format->currentIndex() != before) m_tellsLesson->setChecked(format().tellsLesson);
}

const PictureFormat& ExportDialog::format() const {
  return pictureFormats()[static_cast<std::size_t>(m_format->currentIndex())];
}

/// A figure in which no field was changed is what it was, though fields round it, or spell out what it leaves open.
Figure ExportDialog::figure() const {
  Figure said = m_form->figure();
  return m_taken && said == m_asTaken ? *m_taken : said;
}

QStringList ExportDialog::notes() const {
  QStringList words;
  for (int i = 0; i < m_notes->count(); ++i) words << m_notes->item(i)->text();
  return words;
}

/// Of these variants; the window's own where none is named.
PictureSource ExportDialog::sourceOf(const std::vector<std::string>& variants, bool paths) const {
  if (variants.empty()) return PictureSource(m_index, m_session.viewState().lost);
  std::vector<const Run*> all;
  for (const VariantIndex& variant : m_index.variants()) all.push_back(&variant.run());
  return PictureSource(runsOf(all, variants), paths);
}

const PictureSource& ExportDialog::source() {
  const std::vector<std::string> wanted = m_form == nullptr ? std::vector<std::string>() : figure().variants;
  if (m_source && m_sourceOf == wanted) return *m_source;
  m_sourceOf = wanted;
  return m_source.emplace(sourceOf(wanted, m_form != nullptr && figure().window.criticalPath));
}

const Result<DrawnPicture>& ExportDialog::picture() {
  if (m_picture) return *m_picture;
  if (const auto wrong = wrongNote(source(), figure())) return m_picture.emplace(*wrong);
  return m_picture.emplace(drawnPicture(*m_session.scenarioSet(), source(), figure(),
                                        [this](const auto& variants) { return sourceOf(variants, false); }));
}

void ExportDialog::forget() {
  if (m_closesAfter) return;
  m_picture.reset();
  m_error->hide();
  m_refresh.start();
}

void ExportDialog::refresh() {
  if (m_closesAfter) return;
  const Result<DrawnPicture>& laidOut = picture();
  for (QPushButton* button : m_saving) button->setEnabled(laidOut.ok() && !saving());
  m_tellsLesson->setEnabled(canTell());
  if (laidOut.ok()) return showPicture(laidOut.value().picture);
  m_preview->clear();
  m_notes->clear();
  m_error->setText(QString::fromStdString(laidOut.error().text()));
  m_error->show();
}

void ExportDialog::showPicture(const Picture& shown) {
  const double ratio = devicePixelRatioF();
  const QSizeF fitted = shown.size.scaled(m_preview->size(), Qt::KeepAspectRatio);
  QImage image = renderPicture(shown, kPageDpi * fitted.width() * ratio / shown.sizePx().width());
  image.setDevicePixelRatio(ratio);
  m_preview->setPixmap(QPixmap::fromImage(image));
  m_preview->setAccessibleDescription(shown.description);
  m_notes->clear();
  m_notes->addItems(m_form->errors());
  for (const PreflightNote& note : preflight(shown)) m_notes->addItem(note.words);
  if (format().remarks != nullptr) m_notes->addItems(format().remarks({source(), m_picture->value().figure, shown}));
  if (isPartial(source())) m_notes->addItem(tr("Partial: the run is not simulated to its end yet; the file says so."));
  if (m_notes->count() == 0) m_notes->addItem(tr("Nothing to remark: all type is legible, and nothing is cut off."));
}

void ExportDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  m_refresh.start();
}

void ExportDialog::copy() {
  const Result<DrawnPicture>& laidOut = picture();
  if (!laidOut.ok()) return;
  auto* data = new QMimeData;
  data->setImageData(renderPicture(laidOut.value().picture, dpiOf(figure())));
  data->setData(QStringLiteral("image/svg+xml"), svgOf(laidOut.value().picture));
  QApplication::clipboard()->setMimeData(data);
  emit copied();
}

}  // namespace roundscope::ui
