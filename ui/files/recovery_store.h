// Work that is not saved yet, kept in the user's data folder in case the program ends without being asked to.
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace roundscope::ui {

/// A text as it was when the program last kept it.
struct UnsavedWork {
  QString path;   ///< of the file that it is to be saved in; empty where there is none yet
  QString title;  ///< what the window called it
  std::string text;
  QDateTime at;  ///< when it was kept
  bool operator==(const UnsavedWork&) const = default;
};

/// Work that an earlier program left behind. While this is held, no other program offers it.
class LeftWork {
 public:
  LeftWork(UnsavedWork work, QString file, std::unique_ptr<QLockFile> lock);
  LeftWork(LeftWork&&) noexcept;
  LeftWork& operator=(LeftWork&&) noexcept;
  ~LeftWork();

  [[nodiscard]] const UnsavedWork& work() const { return m_work; }
  /// Removes it for good.
  void discard();

 private:
  UnsavedWork m_work;
  QString m_file;
  std::unique_ptr<QLockFile> m_lock;
};

/// What one window has not saved yet. Each window has a record of its own, which is locked while its program runs, so
/// that windows never mix and only what nobody works at any more is offered again.
class RecoveryStore {
 public:
  /// In this folder, which is made where it is missing.
  explicit RecoveryStore(QString folder = defaultFolder());
  ~RecoveryStore();
  RecoveryStore(const RecoveryStore&) = delete;
  RecoveryStore& operator=(const RecoveryStore&) = delete;

  /// Takes the place of what was kept before, whole or not at all.
  /// Errors: of kind InputOutput when it cannot be written; what was kept before stays.
  [[nodiscard]] std::optional<Error> keep(const UnsavedWork& work);
  /// There is nothing unsaved any more.
  void clear();
  /// What programs left behind that ended unasked, the latest first.
  [[nodiscard]] std::vector<LeftWork> leftWork() const;

  /// Below the user's data folder.
  [[nodiscard]] static QString defaultFolder();

 private:
  QString m_folder;
  QString m_file;
  std::unique_ptr<QLockFile> m_lock;
};

}  // namespace roundscope::ui
