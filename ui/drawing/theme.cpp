// Light, dark and print. See theme.h.
#include "ui/drawing/theme.h"

#include <algorithm>
#include <cmath>

namespace roundscope::ui {

namespace {

QColor mix(const QColor& a, const QColor& b, double shareOfB) {
  const auto blend = [&](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * shareOfB)); };
  return {blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue())};
}

QColor withAlpha(QColor color, int alpha) {
  color.setAlpha(alpha);
  return color;
}

/// What the roles are made of.
struct Palette {
  QColor background, lane, laneOther, panel, divider, grid, gridMajor, text, muted, execution, failure, failureText,
      cursor;
};

Palette paletteOf(ThemeKind kind) {
  switch (kind) {
    case ThemeKind::Light:
      return {QColor(0xffffff), QColor(0xfafbfc), QColor(0xf3f5f8), QColor(0xeef1f5), QColor(0xd5dae1),
              QColor(0xe6e9ee), QColor(0xcfd5dd), QColor(0x1c2430), QColor(0x5b6675), QColor(0x767f8a),
              QColor(0xd55e00), QColor(0xb04c00), QColor(0x1c2430)};
    case ThemeKind::Dark:
      return {QColor(0x16191e), QColor(0x1b1f25), QColor(0x21262d), QColor(0x252b33), QColor(0x39414c),
              QColor(0x2a3038), QColor(0x404955), QColor(0xe8ecf1), QColor(0x9aa5b3), QColor(0x767f8a),
              QColor(0xff7a1f), QColor(0xff9a55), QColor(0xf2f5f8)};
    case ThemeKind::Print:
      return {QColor(0xffffff), QColor(0xffffff), QColor(0xf6f6f6),  QColor(0xf0f0f0), QColor(0xb8b8b8),
              QColor(0xe2e2e2), QColor(0xc4c4c4), QColor(Qt::black), QColor(0x404040), QColor(0x7d7d7d),
              QColor(0xd55e00), QColor(0x9c4400), QColor(Qt::black)};
  }
  return {};
}

}  // namespace

QColor hueColor(ThemeKind kind, std::uint8_t hue) {
  // Each differs in lightness from the others and from Role::ExecutionOther, so that greyscale tells them apart.
  static constexpr QRgb kLight[] = {0x0072b2, 0x00a375, 0x8f3b76, 0xcf9a00};
  static constexpr QRgb kDark[] = {0x3a98d4, 0x35c99f, 0xd98bbb, 0xe6c229};
  if (hue == kGreyHue) return QColor::fromRgb(kind == ThemeKind::Dark ? 0x8b949f : 0x7a828c);
  const std::size_t index = std::min<std::size_t>(hue, std::size(kLight) - 1);
  return QColor::fromRgb(kind == ThemeKind::Dark ? kDark[index] : kLight[index]);
}

QColor Theme::color(Role role, std::uint8_t hue) const {
  const Palette p = paletteOf(kind);
  const QColor base = hueColor(kind, hue);
  const QColor paper = p.background;
  switch (role) {
    case Role::Background:
      return paper;
    case Role::Lane:
      return p.lane;
    case Role::LaneOther:
      return p.laneOther;
    case Role::Gutter:
      return p.lane;
    case Role::Heading:
      return p.panel;
    case Role::Ruler:
      return p.panel;
    case Role::Divider:
      return p.divider;
    case Role::RoundLine:
      return p.grid;
    case Role::RoundLineMajor:
      return p.gridMajor;
    case Role::Text:
      return p.text;
    case Role::MutedText:
      return p.muted;
    case Role::OutputQueue:
    case Role::InputQueue:
    case Role::Callback:
      return mix(base, paper, 0.76);
    case Role::Outbound:
      return mix(base, paper, 0.38);
    case Role::Executing:
      return kind == ThemeKind::Dark ? mix(base, QColor(Qt::white), 0.45) : mix(base, QColor(Qt::black), 0.38);
    case Role::Inbound:
      return mix(base, paper, 0.58);
    case Role::BarBorder:
      return mix(base, p.text, 0.15);
    case Role::HatchLine:
      return withAlpha(mix(base, p.text, 0.1), 120);
    case Role::MergedBar:
      return mix(base, paper, 0.42);
    case Role::Failure:
      return p.failure;
    case Role::FailureFill:
      return mix(p.failure, paper, kind == ThemeKind::Dark ? 0.66 : 0.74);
    case Role::FailureText:
      return p.failureText;
    case Role::Execution:
      return kind == ThemeKind::Dark ? mix(base, QColor(Qt::white), 0.25) : mix(base, QColor(Qt::black), 0.22);
    case Role::ExecutionOther:
      return p.execution;
    case Role::OverlapFill:
      return mix(base, paper, 0.72);
    case Role::OverlapLine:
      return base;
    case Role::Limit:
      return p.failure;
    case Role::Cursor:
      return p.cursor;
    case Role::CursorText:
      return paper;
    case Role::VeilHidden:
      return p.lane;
    case Role::Selection:
      return kind == ThemeKind::Dark ? QColor(Qt::white) : QColor(Qt::black);
    case Role::Hover:
      return p.muted;
    case Role::Window:
      return p.muted;
    case Role::Shade:
      return withAlpha(p.divider, 110);
    case Role::Chain:
      return p.text;
    case Role::Arrow:
      return kind == ThemeKind::Dark ? mix(base, QColor(Qt::white), 0.35) : mix(base, QColor(Qt::black), 0.45);
    case Role::ArrowFaint:
      return withAlpha(kind == ThemeKind::Dark ? mix(base, QColor(Qt::white), 0.3) : mix(base, QColor(Qt::black), 0.4),
                       120);
    case Role::FocusBand:
      return withAlpha(p.text, kind == ThemeKind::Dark ? 60 : 45);
    case Role::Quiet:
      return mix(p.muted, paper, 0.62);
    case Role::Exposed:
      return withAlpha(QColor(0xf0e442), kind == ThemeKind::Dark ? 46 : 90);
    case Role::ExposedLine:
      return kind == ThemeKind::Dark ? QColor(0xc9bd3a) : QColor(0xa89a00);
    case Role::LockSpan:
      return kind == ThemeKind::Dark ? QColor(0x5a5f12) : QColor(0xf3e9a0);
    case Role::Critical:
      return p.text;
    case Role::Slack:
      return p.muted;
    case Role::Marker:
      return kind == ThemeKind::Dark ? QColor(0xd98bbb) : QColor(0x8c3d73);
    case Role::Future:
      return mix(base, p.lane, 0.94);
    case Role::FutureLine:
      return mix(base, paper, 0.35);
    case Role::Variable:
      return p.text;
    case Role::Awaiting:
      return mix(base, paper, 0.84);
    case Role::Differs:
      return kind == ThemeKind::Dark ? QColor(0x9a6bff) : QColor(0x5b2a9d);
  }
  return p.text;
}

QFont fontOf(FontRole role, const TypeStyle& type) {
  double pt = type.pt;
  if (role == FontRole::Heading) pt *= 1.15;
  if (role == FontRole::Title) pt *= 1.55;
  QFont font;
  QStringList families{QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")};
  if (!type.family.isEmpty()) families.prepend(type.family);
  font.setFamilies(families);
  font.setStyleHint(QFont::SansSerif);
  font.setPixelSize(static_cast<int>(std::ceil(pt * 96.0 / 72.0 - 1e-6)));
  if (role != FontRole::Normal) font.setWeight(QFont::DemiBold);
  return font;
}

}  // namespace roundscope::ui
