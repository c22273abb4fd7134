// The formats in which a picture can be saved, one row each: dialogs, the command line, its help and the tests read
// this table. A new format is a file with its writer, and a row.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "ui/picture/picture_content.h"

namespace roundscope::ui {

struct PictureFormat {
  std::string_view ending;       ///< of the file's name, as ".png"; it chooses the format
  std::string_view name;         ///< "PNG"
  std::string_view description;  ///< for what, in a few words
  bool onPaper = false;          ///< printed: its size is first asked for in millimetres
  bool allRounds = false;        ///< one file shows every round, so there is no series of it
  bool tellsLesson = false;      ///< it tells a whole lesson unasked
  /// The bytes of the whole file; the same content gives the same bytes.
  QByteArray (*write)(const PictureContent& content) = nullptr;
  /// What it leaves out, a sentence each; absent where it leaves out nothing.
  QStringList (*remarks)(const PictureContent& content) = nullptr;
};

/// What a file is one of.
enum class PictureUse { One, Series };

[[nodiscard]] std::span<const PictureFormat> pictureFormats();

/// ".png, .svg or .pdf": of the formats for this use.
[[nodiscard]] std::string pictureEndings(PictureUse use = PictureUse::One);

/// ".png (pixels), .svg (for the web and for editing), …".
[[nodiscard]] std::string pictureFormatsHelp();

/// The format that a file's name asks for, in capitals or not. `where` names the argument in an error.
/// Errors: of kind Usage when no format for this use has the name's ending.
[[nodiscard]] Result<const PictureFormat*> pictureFormatOf(std::string_view fileName, std::string_view where,
                                                           PictureUse use = PictureUse::One);

}  // namespace roundscope::ui
