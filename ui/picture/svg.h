// Scenes as SVG: plain elements that every viewer draws alike, with text as text.
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

#include "ui/picture/picture_content.h"
#include "ui/picture/svg_colors.h"

namespace roundscope::ui {

/// One layer as an SVG group, empty where nothing is seen of it. Its clip path is defined by svgClips().
[[nodiscard]] QByteArray svgLayer(const Layer& layer, const Picture& picture, SvgColors& colors);
/// The clip paths of these layers.
[[nodiscard]] QByteArray svgClips(const std::vector<const Layer*>& layers);
/// The opening tag of the `svg` element, with the size and the fonts.
[[nodiscard]] QByteArray svgOpening(const Picture& picture);

/// A whole file. `metadata` is XML that stands in the `metadata` element; empty for none.
[[nodiscard]] QByteArray svgOf(const Picture& picture, const QByteArray& metadata = {});
/// The same with the content's record.
[[nodiscard]] QByteArray svgFileOf(const PictureContent& content);

}  // namespace roundscope::ui
