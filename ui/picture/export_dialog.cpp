// Every change of a field draws the preview anew, a moment later. See export_dialog.h.
#include "ui/picture/export_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/files/write_file.h"
#include "ui/picture/frames.h"
#include "ui/picture/picture_limits.h"
#include "ui/picture/preflight.h"
#include "ui/picture/svg.h"
#include "ui/text.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

namespace {

enum Extent { Whole, View, Rounds };
enum Unit { Pixels, Millimetres };
constexpr int kRefreshMs = 120;
constexpr QSize kFirstSize{1100, 680};

QComboBox* choices(const QStringList& words) {
  auto* box = new QComboBox;
  box->addItems(words);
  return box;
}

QSpinBox* number(PictureLimit limit, int value, const QString& unit = {}) {
  auto* box = new QSpinBox;
  box->setRange(limit.least, limit.greatest);
  box->setValue(value);
  box->setSuffix(unit);
  return box;
}

/// "PNG: pixels", …
QStringList formatChoices() {
  QStringList words;
  for (const PictureFormat& format : pictureFormats()) words << textOf(format.name) + ": " + textOf(format.description);
  return words;
}

}  // namespace

ExportDialog::ExportDialog(Session& session, const TimelineIndex& index, TimeRange view, ThemeKind theme,
                           QWidget* parent)
    : QDialog(parent), m_session(session), m_index(index), m_view(view) {
  setWindowTitle(tr("Export picture"));
  buildFields();
  m_theme->setCurrentIndex(static_cast<int>(theme));
  m_hideFuture->setChecked(session.viewState().hideFuture);
  m_refresh.setSingleShot(true);
  m_refresh.setInterval(kRefreshMs);
  connect(&m_refresh, &QTimer::timeout, this, &ExportDialog::refresh);
  connect(&session, &Session::opened, this, &QDialog::reject);
  connect(&session, &Session::grew, this, [this] {
    m_source.reset();
    forget();
  });
  resize(kFirstSize.boundedTo(screen()->availableSize()));
  showUnits();
  refresh();
}

ExportDialog::~ExportDialog() = default;

template <class Field>
Field* ExportDialog::add(QGridLayout* grid, const QString& name, Field* field) {
  auto* label = new QLabel(name);
  label->setBuddy(field);
  field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
  const int row = grid->rowCount();
  grid->addWidget(label, row, 0);
  grid->addWidget(field, row, 1);
  return field;
}

void ExportDialog::buildFields() {
  auto* grid = new QGridLayout;
  m_format = add(grid, tr("&Format"), choices(formatChoices()));
  m_extent = add(grid, tr("&What"), choices({tr("The whole run"), tr("What the window shows"), tr("Some rounds")}));
  constexpr int kMostRounds = 1'000'000'000;
  const std::vector<Frame> whole = framesOf(source(), {}, 1);
  const std::int64_t lastRound = whole.empty() ? 0 : std::min<std::int64_t>(whole.back().round, kMostRounds);
  m_firstRound = add(grid, tr("F&irst round"), number({0, kMostRounds}, 0));
  m_lastRound = add(grid, tr("&Last round"), number({0, kMostRounds}, static_cast<int>(lastRound)));
  m_unit = add(grid, tr("Si&ze in"), choices({tr("Pixels"), tr("Millimetres, as high as needed")}));
  m_width = add(grid, tr("Wi&dth"), number(kSidePx, 1'600, tr(" px")));
  m_height = add(grid, tr("&Height"), number(kSidePx, 900, tr(" px")));
  m_widthMm = add(grid, tr("Width on &paper"), number(kWidthMm, 160, tr(" mm")));
  m_dpi = add(grid, tr("&Resolution"), number(kDpi, kScreenDpi, tr(" dpi")));
  m_fontPt = add(grid, tr("&Type"), new QDoubleSpinBox);
  m_fontPt->setRange(kFontPt.least, kFontPt.greatest);
  m_fontPt->setDecimals(1);
  m_fontPt->setSuffix(tr(" pt"));
  m_fontPt->setValue(PictureOptions{}.fontPt);
  m_theme = add(grid, tr("T&heme"), choices({tr("Light"), tr("Dark"), tr("Print")}));
  m_title = add(grid, tr("Titl&e"), new QLineEdit);
  m_title->setPlaceholderText(m_session.scenarioSet() ? QString::fromStdString(m_session.scenarioSet()->title)
                                                      : QString());
  m_caption = add(grid, tr("C&aption"), new QLineEdit);
  m_legend = new QCheckBox(tr("Lege&nd"));
  m_legend->setChecked(true);
  m_transparent = new QCheckBox(tr("Transparent back&ground"));
  m_hideFuture = new QCheckBox(tr("Hide what comes after the c&ursor"));
  grid->addWidget(m_hideFuture, grid->rowCount(), 1);
  grid->addWidget(m_legend, grid->rowCount(), 1);
  grid->addWidget(m_transparent, grid->rowCount(), 1);
  grid->setRowStretch(grid->rowCount(), 1);

  m_preview = new QLabel;
  m_preview->setAlignment(Qt::AlignCenter);
  m_preview->setMinimumSize(320, 200);
  m_preview->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  m_preview->setAccessibleName(tr("Preview"));
  m_notes = new QListWidget;
  m_notes->setAccessibleName(tr("What a reader could stumble over"));
  m_notes->setMaximumHeight(110);
  m_notes->setWordWrap(true);
  m_error = new QLabel;
  m_error->setWordWrap(true);
  m_error->hide();

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* save = buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
  auto* copies = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
  save->setDefault(true);
  connect(save, &QPushButton::clicked, this, &ExportDialog::askAndSave);
  connect(copies, &QPushButton::clicked, this, &ExportDialog::copy);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

  auto* right = new QVBoxLayout;
  right->addWidget(m_preview, 1);
  right->addWidget(m_notes);
  right->addWidget(m_error);
  auto* columns = new QHBoxLayout;
  columns->addLayout(grid);
  columns->addLayout(right, 1);
  auto* rows = new QVBoxLayout(this);
  rows->addLayout(columns, 1);
  rows->addWidget(buttons);

  for (QComboBox* box : {m_format, m_extent, m_unit, m_theme})
    connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::forget);
  for (QSpinBox* box : {m_firstRound, m_lastRound, m_width, m_height, m_widthMm, m_dpi})
    connect(box, &QSpinBox::valueChanged, this, &ExportDialog::forget);
  connect(m_fontPt, &QDoubleSpinBox::valueChanged, this, &ExportDialog::forget);
  for (QLineEdit* line : {m_title, m_caption}) connect(line, &QLineEdit::textChanged, this, &ExportDialog::forget);
  for (QCheckBox* box : {m_legend, m_transparent, m_hideFuture})
    connect(box, &QCheckBox::toggled, this, &ExportDialog::forget);
  connect(m_unit, &QComboBox::currentIndexChanged, this,
          [this](int unit) { m_dpi->setValue(unit == Millimetres ? kPaperDpi : kScreenDpi); });
  // What is printed has a size on paper; what is shown has one in pixels. Both can still be changed.
  connect(m_format, &QComboBox::currentIndexChanged, this,
          [this] { m_unit->setCurrentIndex(format().onPaper ? Millimetres : Pixels); });
}

/// Fields that mean nothing now cannot be changed.
void ExportDialog::showUnits() {
  const bool paper = m_unit->currentIndex() == Millimetres;
  m_width->setEnabled(!paper);
  m_height->setEnabled(!paper);
  m_widthMm->setEnabled(paper);
  for (QSpinBox* round : {m_firstRound, m_lastRound}) round->setEnabled(m_extent->currentIndex() == Rounds);
}

const PictureFormat& ExportDialog::format() const {
  return pictureFormats()[static_cast<std::size_t>(m_format->currentIndex())];
}

PictureOptions ExportDialog::options() const {
  PictureOptions options;
  options.sizePx = QSize(m_width->value(), m_height->value());
  if (m_unit->currentIndex() == Millimetres) options.widthMm = m_widthMm->value();
  options.dpi = m_dpi->value();
  options.fontPt = m_fontPt->value();
  options.theme = static_cast<ThemeKind>(m_theme->currentIndex());
  if (m_extent->currentIndex() == View) options.range = m_view;
  if (m_extent->currentIndex() == Rounds) {
    const auto [first, last] = std::minmax({m_firstRound->value(), m_lastRound->value()});
    options.rounds = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
  }
  if (m_hideFuture->isChecked()) options.cursor = m_session.cursor();
  options.title = m_title->text();
  options.caption = m_caption->text();
  options.legend = m_legend->isChecked();
  options.transparent = m_transparent->isChecked();
  return options;
}

QStringList ExportDialog::notes() const {
  QStringList words;
  for (int i = 0; i < m_notes->count(); ++i) words << m_notes->item(i)->text();
  return words;
}

const PictureSource& ExportDialog::source() {
  if (!m_source) m_source.emplace(m_index);
  return *m_source;
}

const Picture& ExportDialog::picture() {
  if (!m_picture) m_picture = layOutPicture(source(), options());
  return *m_picture;
}

void ExportDialog::forget() {
  m_picture.reset();
  showUnits();
  m_refresh.start();
}

void ExportDialog::refresh() {
  const Picture& shown = picture();
  const double ratio = devicePixelRatioF();
  const QSizeF fitted = shown.size.scaled(m_preview->size(), Qt::KeepAspectRatio);
  QImage image = renderPicture(shown, kPageDpi * fitted.width() * ratio / shown.size.width());
  image.setDevicePixelRatio(ratio);
  m_preview->setPixmap(QPixmap::fromImage(image));
  m_preview->setAccessibleDescription(shown.description);
  m_notes->clear();
  for (const PreflightNote& note : preflight(shown)) m_notes->addItem(note.words);
  if (m_notes->count() == 0) m_notes->addItem(tr("Nothing to remark: all type is legible, and nothing is cut off."));
}

void ExportDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  m_refresh.start();
}

std::optional<Error> ExportDialog::saveTo(const QString& path) {
  const PictureOptions chosen = options();
  const PictureRecord record = recordOf(*m_session.scenarioSet(), source(), picture());
  auto failed = writeFile(path, format().write({source(), chosen, picture(), record}));
  m_error->setVisible(failed.has_value());
  if (failed)
    tell(*failed);
  else
    emit saved(path);
  return failed;
}

void ExportDialog::tell(const Error& error) {
  m_error->setText(QString::fromStdString(error.text()));
  m_error->show();
  m_refresh.start();  // the preview has less room now
}

Result<QString> ExportDialog::chooseFormatOf(const QString& path) {
  if (QFileInfo(path).suffix().isEmpty()) return path + textOf(format().ending);
  const auto named = pictureFormatOf(path.toStdString(), tr("Save picture").toStdString());
  if (!named.ok()) return named.error();
  // The page stays as it was laid out: only the kind of the file is another.
  const QSignalBlocker quiet(m_format);
  m_format->setCurrentIndex(static_cast<int>(named.value() - pictureFormats().data()));
  return path;
}

void ExportDialog::askAndSave() {
  QStringList patterns;
  for (const PictureFormat& format : pictureFormats()) patterns << QLatin1Char('*') + textOf(format.ending);
  QFileDialog files(this, tr("Save picture"));
  files.setAcceptMode(QFileDialog::AcceptSave);
  files.setNameFilter(tr("Pictures (%1)").arg(patterns.join(QLatin1Char(' '))));
  files.setDefaultSuffix(textOf(format().ending).mid(1));  // asks before it replaces the file of the whole name
  files.selectFile(QString::fromStdString(m_session.scenarioSet()->id) + textOf(format().ending));
  if (files.exec() != QDialog::Accepted) return;
  const Result<QString> path = chooseFormatOf(files.selectedFiles().value(0));
  if (!path.ok()) return tell(path.error());
  if (!saveTo(path.value())) accept();
}

void ExportDialog::copy() {
  auto* data = new QMimeData;
  data->setImageData(renderPicture(picture(), options().dpi));
  data->setData(QStringLiteral("image/svg+xml"), svgOf(picture()));
  QApplication::clipboard()->setMimeData(data);
  emit copied();
}

}  // namespace roundscope::ui
