// See svg_colors.h.
#include "ui/picture/svg_colors.h"

#include "ui/picture/svg_marks.h"

namespace roundscope::ui {

QByteArray SvgColorValues::attribute(const char* name, Paint paint) {
  return svgColor(name, m_theme.color(paint.role, paint.hue));
}

QByteArray SvgColorNames::attribute(const char* name, Paint paint) {
  return QByteArray(" ") + name + "=\"" + reference(paint) + '"';
}

QByteArray SvgColorNames::reference(Paint paint) {
  const int key = static_cast<int>(paint.role) * 256 + paint.hue;
  auto known = m_numbers.constFind(key);
  if (known == m_numbers.constEnd()) {
    known = m_numbers.insert(key, static_cast<qsizetype>(m_paints.size()));
    m_paints.push_back(paint);
  }
  return "var(--c" + QByteArray::number(*known) + ')';
}

QByteArray SvgColorNames::values(Theme theme) const {
  QByteArray list;
  for (std::size_t i = 0; i < m_paints.size(); ++i) {
    const QColor color = theme.color(m_paints[i].role, m_paints[i].hue);
    // CSS has the opacity last, Qt first.
    const QByteArray opacity = color.alpha() < 255 ? QByteArray::number(256 + color.alpha(), 16).mid(1) : QByteArray();
    list += "--c" + QByteArray::number(i) + ':' + color.name().toLatin1() + opacity + ';';
  }
  return list;
}

}  // namespace roundscope::ui
