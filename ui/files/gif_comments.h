// What a GIF says beside its pictures.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace roundscope::ui {

/// The comments that stand before a GIF's first picture; none where the bytes are no GIF.
[[nodiscard]] QByteArrayList gifComments(const QByteArray& bytes);

}  // namespace roundscope::ui
