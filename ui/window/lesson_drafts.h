// What was asked in lessons that were left since: it is there again when its lesson is opened.
#pragma once

#include <QString>
#include <QStringList>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "ui/files/recovery_store.h"

namespace roundscope::ui {

/// Changed scenarios of lessons, by lesson. Each is kept in case the program ends unasked, like any unsaved work.
class LessonDrafts {
 public:
  /// Instead of one that is there.
  /// Errors: it could not be kept on disk; it is here nevertheless.
  [[nodiscard]] std::optional<Error> layAside(const QString& lesson, const QString& title, const std::string& text);
  /// What was laid aside for a lesson; from then on it is not here any more.
  [[nodiscard]] std::optional<std::string> take(const QString& lesson);
  /// Of the lessons for which something is here.
  [[nodiscard]] QStringList titles() const;
  /// All are given up.
  void clear();
  /// Where they are kept.
  void keepIn(const QString& folder) { m_folder = folder; }

 private:
  struct Draft {
    QString title;
    std::string text;
    std::unique_ptr<RecoveryStore> store;  ///< which forgets it with the draft
  };
  QString m_folder = RecoveryStore::defaultFolder();
  std::map<QString, Draft> m_drafts;
};

}  // namespace roundscope::ui
