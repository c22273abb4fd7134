// The picture is drawn before the file is touched.
#include "ui/window/picture_export.h"

#include <QImage>
#include <QSaveFile>

namespace roundscope {
namespace {

Error cannotWrite(const QString& path, const QString& why) {
  return {ErrorKind::InputOutput, path.toStdString(), "the picture cannot be written: " + why.toStdString(),
          "a folder that can be written to"};
}

}  // namespace

Result<QSize> exportPicture(const Session& session, const PictureOptions& options, const QString& path) {
  std::vector<const VariantRun*> runs;
  for (const auto& run : session.runs()) runs.push_back(run.get());
  if (runs.empty())
    return Error{ErrorKind::InputOutput, path.toStdString(), "there is nothing to draw", "an open scenario"};
  const QImage picture = renderPicture(runs, options);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return cannotWrite(path, file.errorString());
  if (!picture.save(&file, "PNG") || !file.commit()) return cannotWrite(path, file.errorString());
  return picture.size();
}

}  // namespace roundscope
