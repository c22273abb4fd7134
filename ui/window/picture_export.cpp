// The picture is drawn before the file is touched.
#include "ui/window/picture_export.h"

#include "ui/export/picture_file.h"

namespace roundscope {
Result<QSizeF> exportPicture(const Session& session, const PictureOptions& options, const QString& path) {
  std::vector<const VariantRun*> runs;
  for (const auto& run : session.runs()) runs.push_back(run.get());
  if (runs.empty())
    return Error{ErrorKind::InputOutput, path.toStdString(), "there is nothing to draw", "an open scenario"};
  const PictureSource source(runs);
  const Picture picture = layOutPicture(source, options);
  const PictureRecord record = recordOf(*session.scenarioSet(), source, picture);
  const PictureFormat format = formatOfFile(path).value_or(PictureFormat::Png);
  if (const auto failed = writeFile(path, encodePicture(picture, format, options.dpi, record))) return *failed;
  return picture.size;
}

}  // namespace roundscope
