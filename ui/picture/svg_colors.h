// How the colours of shapes are written in SVG: by value, or by name for a page that changes its theme.
#pragma once

#include <QByteArray>
#include <QHash>
#include <vector>

#include "ui/drawing/shapes.h"
#include "ui/drawing/theme.h"

namespace roundscope::ui {

class SvgColors {
 public:
  virtual ~SvgColors() = default;
  /// ` fill="…"`, with its opacity where it is not full.
  [[nodiscard]] virtual QByteArray attribute(const char* name, Paint paint) = 0;
};

/// A theme's colours by their values.
class SvgColorValues final : public SvgColors {
 public:
  explicit SvgColorValues(Theme theme) : m_theme(theme) {}
  [[nodiscard]] QByteArray attribute(const char* name, Paint paint) override;

 private:
  Theme m_theme;
};

/// Colours by the names of variables, whose values the page gives once for each theme.
class SvgColorNames final : public SvgColors {
 public:
  [[nodiscard]] QByteArray attribute(const char* name, Paint paint) override;
  /// `var(--c0)`.
  [[nodiscard]] QByteArray reference(Paint paint);
  /// `--c0:#ffffff;--c1:…`, of every colour that was asked for.
  [[nodiscard]] QByteArray values(Theme theme) const;

 private:
  QHash<int, qsizetype> m_numbers;
  std::vector<Paint> m_paints;
};

}  // namespace roundscope::ui
