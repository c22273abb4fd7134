// What the file of a picture holds beside the picture itself: what it was laid out from, and where it comes from.
#pragma once

#include <QByteArray>
#include <functional>
#include <optional>

#include "core/lesson/resolve.h"
#include "core/scenario/scenario.h"
#include "ui/files/picture_record.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

/// Told how many of how many pictures of one file are drawn. Where it answers false, no more is drawn, and what was
/// written is thrown away.
using PictureProgress = std::function<bool(std::size_t done, std::size_t of)>;

/// All that a format may write. The parts are borrowed.
struct PictureContent {
  const PictureSource& source;
  const Figure& figure;
  const Picture& picture;                 ///< laid out from them
  std::optional<PictureRecord> record{};  ///< absent: the picture cannot be opened again
  /// What a page tells beside its pictures. The source has all the lesson's variants, in the order of its file.
  const ResolvedLesson* lesson = nullptr;
  /// Asked by formats of many pictures, as each is drawn.
  PictureProgress goesOn = [](std::size_t, std::size_t) { return true; };
};

/// What belongs into the file of a picture of these runs of a scenario.
[[nodiscard]] PictureRecord recordOf(const ScenarioSet& set, const PictureSource& source, const Figure& figure,
                                     const Picture& picture);

/// How to draw the picture again, for whoever looks into the file: the picture holds all that it needs.
inline constexpr const char* kDrawAgain = "roundscope render THIS_FILE -o OUT.svg";

/// The record as an element for formats that hold XML, with its main points for a human reader. Empty without one.
[[nodiscard]] QByteArray recordElement(const std::optional<PictureRecord>& record);

}  // namespace roundscope::ui
