// Where each format of pictures holds the record.
#pragma once

#include <QByteArray>

namespace roundscope::ui {

/// Under which name formats hold the record, and in which namespace of XML.
inline constexpr const char* kRecordName = "roundscope-record";
inline constexpr const char* kRecordNamespace = "urn:roundscope";

/// What stands before the record in a page.
[[nodiscard]] QByteArray pageRecordTag();

/// Whether bytes are a picture's: PNG, SVG, PDF, GIF or a page.
[[nodiscard]] bool looksLikePicture(const QByteArray& bytes);

/// The record in a picture's file, as one line. Only where the format puts it: the same words in a title, in a
/// description or in the scenario are none. Empty where there is none.
[[nodiscard]] QByteArray recordLineIn(const QByteArray& bytes);

}  // namespace roundscope::ui
