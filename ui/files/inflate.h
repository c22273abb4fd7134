// Takes out what was compressed, within bounds: a kilobyte from a stranger may unfold to a gigabyte.
#pragma once

#include <QByteArray>
#include <optional>

namespace roundscope::ui {

/// What qCompress() made: four bytes that say the length, and zlib's stream. Never holds more than `most` bytes and a
/// little.
/// Absent: damaged, cut off, or more than `most` bytes.
[[nodiscard]] std::optional<QByteArray> inflated(const QByteArray& compressed, qsizetype most);

}  // namespace roundscope::ui
