// Who gets how much height: pieces one under the other, each between its least and its greatest. See compact_parts.h.
#include <algorithm>
#include <functional>
#include <numeric>

#include "ui/picture/compact_parts.h"

namespace roundscope::ui::compact {

namespace {

constexpr double kPaddingPx = 4;  ///< above and below a variant
constexpr double kPartGap = 3;    ///< between the parts of a lane
constexpr double kArrowGap = 12;  ///< between lanes: less is too steep for lines between them
constexpr double kLaneGap = 6;

/// Something of a certain height, and what is to know where it stands.
struct Piece {
  Flex flex;
  std::function<void(double top, double height)> place = [](double, double) {};
};

/// Of several rows: any higher, and some calls of a fan-out would have room for their numbers, others not.
constexpr double kGreatestRowPx = 18;

/// One call stands alone, a few are apart, many are just told apart.
double leastRowPx(std::size_t rows) {
  if (rows <= 1) return 16;
  if (rows <= 3) return 13;
  return rows <= 6 ? 11 : 10;
}

class Layouter {
 public:
  Layouter(const Request& request, const Reserved& reserved) : m_request(request), m_reserved(reserved) {}

  Page layOut(double heightPx) {
    m_page.variants.resize(m_request.variants.size());
    if (!m_request.view.markers.empty())
      add(parts::markersHeight(m_request.text), [this](double top, double height) {
        m_page.markersTop = top;
        m_page.markersHeight = height;
      });
    for (std::size_t i = 0; i < m_request.variants.size(); ++i) addVariant(i);
    if (m_reserved.legendPx > 0)
      add(m_reserved.legendPx, [this](double top, double height) {
        m_page.legendTop = top;
        m_page.legendHeight = height;
      });
    placeAll(heightPx);
    return std::move(m_page);
  }

 private:
  [[nodiscard]] double axisPx() const { return m_request.linePx + 4; }
  template <class Place>
  void add(Flex flex, Place place) {
    m_pieces.push_back({flex, place});
  }
  template <class Place>
  void add(double height, Place place) {
    add(Flex{height, height, 0}, place);
  }
  void space(Flex flex) { m_pieces.push_back({flex}); }

  void addVariant(std::size_t i) {
    const Shown& shown = m_request.variants[i];
    VariantLayout& layout = m_page.variants[i].layout;
    layout.variant = shown.variant;
    layout.lanes.resize(shown.lanes.size());
    add(Flex{kPaddingPx, 12, 0.2}, [&layout](double top, double) { layout.top = top; });
    const double heading = m_request.linePx * static_cast<double>(shown.heading.size());
    if (!m_request.headingsBeside) addHeading(i);
    if (m_reserved.notes.contains(shown.variant))
      add(m_request.linePx + 2, [this, i](double top, double height) {
        m_page.variants[i].noteTop = top;
        m_page.variants[i].noteHeight = height;
      });
    for (std::size_t k = 0; k < shown.lanes.size(); ++k) {
      const std::size_t begin = m_pieces.size();
      addLane(shown, shown.lanes[k], layout.lanes[k]);
      const bool last = k + 1 == shown.lanes.size();
      double gap = last ? 0 : m_request.view.arrows ? kArrowGap : kLaneGap;
      // What a heading takes beside the calls, no other name can stand in.
      if (k == 0 && m_request.headingsBeside) gap = std::max(gap, heading + 2 - leastFrom(begin));
      if (!last || gap > 0) space({gap, std::max(gap, 44.0), 1.2});
    }
    add(Flex{kPaddingPx, 1e9, 0.01},
        [&layout](double top, double height) { layout.height = top + height - layout.top; });
    if (endsGroup(i))
      add(axisPx(), [&layout](double top, double height) {
        layout.rulerTop = top;
        layout.rulerHeight = height;
      });
  }

  /// Variants of one kind, of rounds or of queries, that follow each other have one axis, below the last of them.
  [[nodiscard]] bool endsGroup(std::size_t i) const {
    const std::vector<Shown>& all = m_request.variants;
    return i + 1 == all.size() || all[i + 1].ownAxis != all[i].ownAxis;
  }

  [[nodiscard]] double leastFrom(std::size_t begin) const {
    return std::accumulate(m_pieces.begin() + static_cast<std::ptrdiff_t>(begin), m_pieces.end(), 0.0,
                           [](double sum, const Piece& piece) { return sum + piece.flex.least; });
  }

  /// How many lines a heading takes above the lanes depends on how its facts follow each other.
  void addHeading(std::size_t i) {
    VariantLayout& layout = m_page.variants[i].layout;
    add(m_request.linePx * static_cast<double>(headingLines(m_request, m_request.variants[i]).size()) + 3,
        [&layout](double, double height) { layout.headingHeight = height; });
  }

  void addLane(const Shown& shown, std::size_t number, LaneLayout& lane) {
    const VariantIndex& variant = m_request.of(shown);
    const Lane& data = variant.lanes()[number];
    lane.key = {shown.variant, number};
    const Tracks tracks = tracksOf(variant, lane.key, m_request.view);
    lane.form = tracks.form;
    lane.variables = tracks.variables;
    std::vector<Piece> parts;
    if (tracks.strip) {
      const bool alone = tracks.form == LaneForm::NoCalls || tracks.form == LaneForm::Collapsed;
      const double rows = std::clamp(static_cast<double>(data.strip().size()), 1.0, 3.0);
      const double least = std::max(alone ? 15.0 : 13.0, 7 * rows);
      parts.push_back({{least, least * 1.5, 0.6}, [&lane](double top, double height) {
                         lane.stripTop = top;
                         lane.stripHeight = height;
                       }});
    }
    if (tracks.locks > 0) {
      const double each = m_request.linePx + 2;
      const double all = each * static_cast<double>(tracks.locks);
      parts.push_back({{all, all, 0}, [&lane, each](double top, double) {
                         lane.locksTop = top;
                         lane.lockHeight = each;
                       }});
    }
    if (!tracks.variables.empty()) {
      const auto count = static_cast<double>(tracks.variables.size());
      parts.push_back(
          {{(m_request.linePx + 12) * count, 46 * count, 2 * count}, [&lane, count](double top, double height) {
             lane.variablesTop = top;
             lane.variableHeight = height / count;
           }});
    }
    if (tracks.refused) {
      parts.push_back({{m_request.linePx, m_request.linePx, 0}, [&lane](double top, double height) {
                         lane.refusedTop = top;
                         lane.refusedHeight = height;
                       }});
    }
    if (tracks.form != LaneForm::NoCalls && tracks.form != LaneForm::Collapsed) {
      const auto rows = static_cast<double>(data.rows.size());
      const double least = tracks.form == LaneForm::Batch ? 34 : rows * leastRowPx(data.rows.size());
      const double greatest = tracks.form == LaneForm::Batch ? 130 : data.rows.size() == 1 ? 24 : rows * kGreatestRowPx;
      const double weight = tracks.form == LaneForm::Batch ? 6 : rows + 1;
      parts.push_back({{least, std::max(least, greatest), weight}, [&lane, rows](double top, double height) {
                         lane.callsTop = top;
                         lane.callsHeight = height;
                         lane.rowHeight = height / rows;
                       }});
    }
    add(0.0, [&lane](double top, double) { lane.top = top; });
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) space({kPartGap, kPartGap, 0});
      m_pieces.push_back(std::move(parts[i]));
    }
    add(0.0, [&lane](double top, double) { lane.height = top - lane.top; });
  }

  void placeAll(double heightPx) {
    std::vector<Flex> flexes;
    for (const Piece& piece : m_pieces) flexes.push_back(piece.flex);
    shareOut(flexes, heightPx);
    double y = 0;
    for (std::size_t i = 0; i < flexes.size(); ++i) {
      m_pieces[i].place(y, flexes[i].size);
      y += flexes[i].size;
    }
    m_page.height = y;
  }

  const Request& m_request;
  const Reserved& m_reserved;
  Page m_page;
  std::vector<Piece> m_pieces;
};

}  // namespace

Page layOutPage(const Request& request, const Reserved& reserved, double heightPx) {
  return Layouter(request, reserved).layOut(heightPx);
}

}  // namespace roundscope::ui::compact
