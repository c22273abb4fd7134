// The panel's plot as a picture: the command line's, with the settings of what it is for.
#include <QMenu>
#include <QPushButton>

#include "ui/files/write_file.h"
#include "ui/panels/save_dialog.h"
#include "ui/picture/formats.h"
#include "ui/picture/purposes.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/sweep/sweep_picture.h"
#include "ui/text.h"

namespace roundscope::ui {

void SweepPanel::fillSaveMenu() {
  auto* purposes = new QMenu(m_save);
  for (std::size_t i = 0; i < kPurposeCount; ++i)
    purposes->addAction(purposeNames()[static_cast<int>(i)], this, [this, i] { askAndSave(static_cast<Purpose>(i)); });
  m_save->setMenu(purposes);
  m_save->setToolTip(tr("Saves the plot with the size and the look of pictures for this purpose"));
}

void SweepPanel::askAndSave(Purpose purpose) {
  const PurposeSettings settings = settingsFor(purpose);
  QStringList filters;
  qsizetype suited = 0;
  for (const PictureFormat& format : pictureFormats()) {
    if (format.allRounds) continue;  // a sweep has none
    if (format.ending == settings.ending) suited = filters.size();
    filters << QStringLiteral("%1 (*%2)").arg(textOf(format.name), textOf(format.ending));
  }
  const QString name =
      QString::fromStdString(m_set->id) + (m_grid ? QStringLiteral("-failures") : QStringLiteral("-sweep"));
  const QString path = askWhereToSave(this, tr("Save picture"), filters, suited, name);
  if (path.isEmpty()) return;
  std::vector<Figure> looks = settings.better;
  looks.push_back(settings.figure);
  std::optional<Error> error;
  for (const Figure& look : looks) {
    error = saveTo(path, look);
    if (!error) return tell(tr("Saved %1").arg(path));
    if (error->kind != ErrorKind::Usage) break;  // no size would help
  }
  fail(*error);
}

std::optional<Error> SweepPanel::saveTo(const QString& path, const Figure& look) {
  const auto format = pictureFormatOf(path.toStdString(), path.toStdString(), PictureUse::Series);
  if (!format.ok()) return format.error();
  if (!m_set || m_stopped || (!m_table && !m_grid))
    return Error{ErrorKind::Usage, path.toStdString(), "there is no whole answer to save", "a sweep that has ended"};
  const Result<QByteArray> bytes = m_table ? sweepPicture(*m_set, *m_table, {plottedNumber()}, look, *format.value())
                                           : failurePicture(*m_set, *m_grid, look, *format.value());
  if (!bytes.ok()) return bytes.error();
  return writeFile(path, bytes.value());
}

}  // namespace roundscope::ui
