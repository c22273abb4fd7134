// See save_dialog.h.
#include "ui/panels/save_dialog.h"

#include <QFileDialog>

namespace roundscope::ui {

QString askWhereToSave(QWidget* parent, const QString& title, const QStringList& filters, qsizetype chosen,
                       const QString& suggestedName) {
  QFileDialog files(parent, title);
  files.setAcceptMode(QFileDialog::AcceptSave);
  files.setNameFilters(filters);
  files.selectNameFilter(filters[chosen]);
  const auto suffix = [&files](const QString& filter) {
    files.setDefaultSuffix(filter.section(QLatin1Char('*'), 1).chopped(1));
  };
  QObject::connect(&files, &QFileDialog::filterSelected, &files, suffix);
  suffix(filters[chosen]);
  files.selectFile(suggestedName);
  return files.exec() == QDialog::Accepted ? files.selectedFiles().value(0) : QString();
}

}  // namespace roundscope::ui
