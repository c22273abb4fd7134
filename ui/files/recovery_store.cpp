// A record is a file of JSON beside its lock. The lock is taken before the record is written and given up by the system
// when its program ends, however it ends.
#include "ui/files/recovery_store.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>
#include <algorithm>

#include "ui/files/write_file.h"

namespace roundscope::ui {
namespace {

const QString kEnding = QStringLiteral(".unsaved");
const QString kLockEnding = QStringLiteral(".lock");

std::unique_ptr<QLockFile> lockOf(const QString& record) {
  auto lock = std::make_unique<QLockFile>(record + kLockEnding);
  lock->setStaleLockTime(0);  // held as long as its program runs, however long that is
  return lock;
}

QByteArray encoded(const UnsavedWork& work) {
  const QJsonObject object{
      {QStringLiteral("path"), work.path},
      {QStringLiteral("title"), work.title},
      // Bytes that are no UTF-8 survive, too.
      {QStringLiteral("text"), QString::fromLatin1(QByteArray::fromStdString(work.text).toBase64())},
      {QStringLiteral("at"), work.at.toUTC().toString(Qt::ISODateWithMs)}};
  return QJsonDocument(object).toJson();
}

/// Absent where the record is none of ours.
std::optional<UnsavedWork> readRecord(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
  const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
  const QJsonObject object = document.object();
  if (!object.contains(QStringLiteral("text"))) return std::nullopt;
  const QByteArray text = QByteArray::fromBase64(object[QStringLiteral("text")].toString().toLatin1());
  return UnsavedWork{object[QStringLiteral("path")].toString(), object[QStringLiteral("title")].toString(),
                     text.toStdString(),
                     QDateTime::fromString(object[QStringLiteral("at")].toString(), Qt::ISODateWithMs).toLocalTime()};
}

}  // namespace

LeftWork::LeftWork(UnsavedWork work, QString file, std::unique_ptr<QLockFile> lock)
    : m_work(std::move(work)), m_file(std::move(file)), m_lock(std::move(lock)) {}
LeftWork::LeftWork(LeftWork&&) noexcept = default;
LeftWork& LeftWork::operator=(LeftWork&&) noexcept = default;
LeftWork::~LeftWork() = default;

void LeftWork::discard() {
  QFile::remove(m_file);
  m_lock.reset();
}

QString RecoveryStore::defaultFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/unsaved");
}

RecoveryStore::RecoveryStore(QString folder)
    : m_folder(std::move(folder)),
      m_file(m_folder + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces) + kEnding) {}

RecoveryStore::~RecoveryStore() = default;

std::optional<Error> RecoveryStore::keep(const UnsavedWork& work) {
  // What is unsaved may be private, too.
  if (QDir().mkpath(m_folder)) QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
  if (!m_lock) m_lock = lockOf(m_file);
  if (!m_lock->isLocked() && !m_lock->tryLock(0))
    return Error{ErrorKind::InputOutput, m_file.toStdString(), "cannot be locked", "a folder that can be written to"};
  return writeFile(m_file, encoded(work));
}

void RecoveryStore::clear() {
  QFile::remove(m_file);
  m_lock.reset();
}

std::vector<LeftWork> RecoveryStore::leftWork() const {
  std::vector<LeftWork> left;
  for (const QFileInfo& found : QDir(m_folder).entryInfoList({QLatin1Char('*') + kEnding}, QDir::Files)) {
    auto lock = lockOf(found.filePath());
    if (!lock->tryLock(0)) continue;  // somebody works at it, or offers it
    if (auto work = readRecord(found.filePath()))
      left.emplace_back(*std::move(work), found.filePath(), std::move(lock));
  }
  std::sort(left.begin(), left.end(), [](const LeftWork& a, const LeftWork& b) { return a.work().at > b.work().at; });
  return left;
}

}  // namespace roundscope::ui
