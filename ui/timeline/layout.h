// Who gets how much height: variants, their strips and lanes share what there is, and scroll when even the
// least that is legible does not fit.
#pragma once

#include <QRectF>
#include <set>
#include <vector>

#include "ui/drawing/text_measure.h"
#include "ui/refs.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

/// How a lane's calls are drawn. A collapsed lane is one line; a folded one shares the line of its collapsed subnet.
enum class LaneForm { NoCalls, Rows, Batch, OpenBatch, Collapsed, Folded };

/// Vertical places are in content coordinates: 0 is the top of the first variant, before scrolling.
struct LaneLayout {
  LaneKey key;
  LaneForm form = LaneForm::NoCalls;
  double top = 0, height = 0;
  double headerTop = 0, headerHeight = 0;    ///< the batch's text; no height in other forms
  double callsTop = 0, callsHeight = 0;      ///< rows or density
  double rowHeight = 0;                      ///< of Rows and OpenBatch
  double refusedTop = 0, refusedHeight = 0;  ///< marks of calls not performed, where rows are shown
  double stripTop = 0, stripHeight = 0;      ///< executed messages
  double locksTop = 0, lockHeight = 0;       ///< a line for each lock; no height without
  std::vector<VariableId> variables;         ///< those shown, each as a step line
  double variablesTop = 0, variableHeight = 0;
};

/// The line that names a subnet of several canisters, above their lanes.
struct BandLayout {
  SubnetId subnet;
  double top = 0, height = 0;
  bool collapsed = false;
  std::size_t lanes = 0;  ///< how many it holds
};

struct VariantLayout {
  std::size_t variant = 0;
  double top = 0, height = 0;
  double headingHeight = 0;
  double overlapTop = 0, overlapHeight = 0;  ///< no height where the strip is left out
  double rulerTop = 0, rulerHeight = 0;      ///< of a variant with an axis of its own; else no height
  std::vector<LaneLayout> lanes;
  std::vector<BandLayout> bands;
  bool folded = false;  ///< only the heading
  [[nodiscard]] bool hasBand(SubnetId subnet) const;
};

struct LayoutOptions {
  double availablePx = 0;
  bool stretch = false;        ///< fill the height whatever it is, as a picture must
  bool hideIdle = false;       ///< leave out canisters that neither called nor executed anything
  bool strips = true;          ///< of calls in flight; left out where a chart shows the same
  bool variables = true;       ///< those that change, as step lines; where height is short they give way first
  bool keepVariables = false;  ///< even then
  bool calls = true;
  bool executions = true;
  bool locks = true;
  std::set<std::size_t> ownAxes;  ///< variants with a ruler of their own
  std::set<LaneKey> collapsed;
  std::set<SubnetKey> collapsedSubnets;
  std::set<std::size_t> foldedVariants;  ///< of which only the heading is shown
  bool leaveOutFolded = false;           ///< not even the heading, as long as another variant is shown
  std::set<LaneKey> leftOut;             ///< lanes that are not shown
  double leastBarPx = 6;                 ///< no call's bar is lower, and no execution of a canister without calls
};

/// The lanes of all variants, one under the other.
struct Layout {
  std::vector<VariantLayout> variants;
  double contentHeight = 0;
};

/// How a lane's calls are drawn, unless it is collapsed.
[[nodiscard]] LaneForm formOf(const VariantIndex& variant, const Lane& lane, bool opened);
/// The variables of a lane that change in the run, in the scenario's order; a few of them where they are many.
[[nodiscard]] std::vector<VariableId> changingVariables(const VariantIndex& variant, const Lane& lane);

[[nodiscard]] Layout layOut(const TimelineIndex& index, const std::set<LaneKey>& opened, const TextMeasure& text,
                            const LayoutOptions& options);

/// A height that may lie between its least and its greatest.
struct Flex {
  double least = 0;
  double greatest = 0;
  double weight = 1;
  double size = 0;
};

/// Gives every item its least, then shares what is left by weight until the greatest is reached.
void shareOut(std::vector<Flex>& items, double available);

}  // namespace roundscope::ui
