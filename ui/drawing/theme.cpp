// Light, dark, print and grey. See theme.h.
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

/// What the roles are made of, apart from the palette.
struct Ground {
  QColor background, lane, laneOther, panel, divider, grid, gridMajor, text, muted, execution, cursor;
  QColor marker, exposed, exposedLine, lock;
};

Ground groundOf(ThemeKind kind) {
  switch (kind) {
    case ThemeKind::Light:
      return {QColor(0xffffff), QColor(0xfafbfc), QColor(0xf3f5f8), QColor(0xeef1f5), QColor(0xd5dae1),
              QColor(0xe6e9ee), QColor(0xcfd5dd), QColor(0x1c2430), QColor(0x5b6675), QColor(0x767f8a),
              QColor(0x1c2430), QColor(0x8c3d73), QColor(0xf0e442), QColor(0xa89a00), QColor(0xf3e9a0)};
    case ThemeKind::Dark:
      return {QColor(0x16191e), QColor(0x1b1f25), QColor(0x21262d), QColor(0x252b33), QColor(0x39414c),
              QColor(0x2a3038), QColor(0x404955), QColor(0xe8ecf1), QColor(0x9aa5b3), QColor(0x767f8a),
              QColor(0xf2f5f8), QColor(0xd98bbb), QColor(0xf0e442), QColor(0xc9bd3a), QColor(0x5a5f12)};
    case ThemeKind::Print:
      return {QColor(0xffffff),  QColor(0xffffff), QColor(0xf6f6f6),  QColor(0xf0f0f0), QColor(0xb8b8b8),
              QColor(0xe2e2e2),  QColor(0xc4c4c4), QColor(Qt::black), QColor(0x404040), QColor(0x7d7d7d),
              QColor(Qt::black), QColor(0x8c3d73), QColor(0xf0e442),  QColor(0xa89a00), QColor(0xf3e9a0)};
    case ThemeKind::Grey:
      return {QColor(0xffffff),  QColor(0xffffff), QColor(0xf6f6f6),  QColor(0xf0f0f0), QColor(0xb8b8b8),
              QColor(0xe2e2e2),  QColor(0xc4c4c4), QColor(Qt::black), QColor(0x404040), QColor(0x7d7d7d),
              QColor(Qt::black), QColor(0x303030), QColor(0xbababa),  QColor(0x606060), QColor(0xe0e0e0)};
  }
  return {};
}

/// Not one step of any tone of one style is another's tint, as far as grey goes; patterns tell the rest.
constexpr QRgb kGreyHues[] = {0x4a4a4a, 0x6f6f6f, 0x949494, 0xb4b4b4};

}  // namespace

QColor Theme::hueColor(std::uint8_t hue) const {
  const std::size_t index = std::min<std::size_t>(hue, kPaletteHues - 1);
  if (kind == ThemeKind::Grey) return QColor::fromRgb(hue == kGreyHue ? 0xb8b8b8 : kGreyHues[index]);
  if (hue == kGreyHue) return QColor::fromRgb(kind == ThemeKind::Dark ? 0x8b949f : 0x7a828c);
  return QColor::fromRgb(kind == ThemeKind::Dark ? palette.hues[index].dark : palette.hues[index].light);
}

QColor Theme::color(Role role, std::uint8_t hue) const {
  const Ground p = groundOf(kind);
  const QColor base = hueColor(hue);
  const QColor paper = p.background;
  const bool dark = kind == ThemeKind::Dark;
  const bool grey = kind == ThemeKind::Grey;
  const auto of = [&](const Tone& tone) { return QColor::fromRgb(grey ? 0x000000 : dark ? tone.dark : tone.light); };
  const QColor failure = of(palette.failure);
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
      return mix(base, paper, 0.86);
    case Role::Outbound:
      return mix(base, paper, 0.26);
    case Role::Executing:
      return dark ? mix(base, QColor(Qt::white), 0.45) : mix(base, QColor(Qt::black), 0.38);
    case Role::Inbound:
      return mix(base, paper, 0.64);
    case Role::BarBorder:
      return mix(base, p.text, 0.15);
    case Role::HatchLine:
      return grey ? mix(base, p.text, 0.5) : withAlpha(mix(base, p.text, 0.3), 230);
    case Role::MergedBar:
      return mix(base, paper, 0.12);
    case Role::Failure:
      return failure;
    case Role::FailureFill:
      return mix(failure, paper, dark ? 0.66 : grey ? 0.86 : 0.74);
    case Role::FailureText:
      // Ink on paper is darker than a screen.
      return kind == ThemeKind::Print ? mix(of(palette.failureText), QColor(Qt::black), 0.12) : of(palette.failureText);
    case Role::Execution:
      return dark ? mix(base, QColor(Qt::white), 0.25) : mix(base, QColor(Qt::black), 0.22);
    case Role::ExecutionOther:
      return p.execution;
    case Role::OverlapFill:
      return mix(base, paper, 0.72);
    case Role::OverlapLine:
      return base;
    case Role::Limit:
      return failure;
    case Role::Cursor:
      return p.cursor;
    case Role::CursorText:
      return paper;
    case Role::VeilHidden:
      return p.lane;
    case Role::Selection:
      return dark ? QColor(Qt::white) : QColor(Qt::black);
    case Role::Hover:
      return p.muted;
    case Role::Window:
      return p.muted;
    case Role::Shade:
      return withAlpha(p.divider, 110);
    case Role::Chain:
      return p.text;
    case Role::Arrow:
      return dark ? mix(base, QColor(Qt::white), 0.35) : mix(base, QColor(Qt::black), 0.45);
    case Role::ArrowFaint:
      return withAlpha(dark ? mix(base, QColor(Qt::white), 0.3) : mix(base, QColor(Qt::black), 0.4), 120);
    case Role::Wedge:
      return withAlpha(base, grey ? 30 : 24);
    case Role::FailureWedge:
      return withAlpha(failure, grey ? 20 : 24);
    case Role::FocusBand:
      return withAlpha(p.text, dark ? 60 : 45);
    case Role::Quiet:
      return mix(p.muted, paper, 0.62);
    case Role::Exposed:
      return withAlpha(p.exposed, dark ? 46 : 90);
    case Role::ExposedLine:
      return p.exposedLine;
    case Role::LockSpan:
      return p.lock;
    case Role::Critical:
      return p.text;
    case Role::Slack:
      return p.muted;
    case Role::Marker:
      return p.marker;
    case Role::Future:
      return mix(base, p.lane, 0.94);
    case Role::FutureLine:
      return mix(base, paper, 0.12);
    case Role::Variable:
      return p.text;
    case Role::Awaiting:
      return mix(base, paper, 0.91);
    case Role::Differs:
      return grey ? QColor(0x202020) : of(palette.differs);
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
