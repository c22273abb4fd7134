// Asks where to save what can be saved in several formats.
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace roundscope::ui {

/// The path chosen; empty where none was. A name without an ending gets that of the line chosen, before the question
/// whether to replace a file. `filters` are lines as "Pictures (*.png)", at least one; `chosen` is the first line
/// shown.
[[nodiscard]] QString askWhereToSave(QWidget* parent, const QString& title, const QStringList& filters,
                                     qsizetype chosen, const QString& suggestedName);

}  // namespace roundscope::ui
