// What pictures are made of: index, fingerprints, what was lost, and what differs from parents. See picture.h.
#include "core/analysis/expectations.h"
#include "core/analysis/summary.h"
#include "ui/picture/picture.h"
#include "ui/session/parent_comparison.h"

namespace roundscope::ui {

namespace {

std::vector<QString> fingerprintsOf(const std::vector<const Run*>& runs) {
  std::vector<QString> fingerprints;
  for (const Run* run : runs) fingerprints.push_back(QString::fromStdString(run->fingerprint()));
  return fingerprints;
}

/// What the runs that have ended broke of what their scenarios expect.
std::vector<LostExpectation> lostIn(const std::vector<const Run*>& runs) {
  std::vector<LostExpectation> lost;
  for (std::size_t v = 0; v < runs.size(); ++v) {
    if (runs[v]->scenario().expectations.empty() || !runs[v]->trace().finished()) continue;
    for (const JudgedExpectation& judged : summarise(*runs[v]).expectations)
      if (judged.state == ExpectationState::Broken) lost.push_back({v, judged.at, sentenceOf(judged)});
  }
  return lost;
}

}  // namespace

PictureSource::PictureSource(std::vector<const Run*> variantRuns, bool paths)
    : runs(std::move(variantRuns)), fingerprints(fingerprintsOf(runs)) {
  const auto indexed = std::make_shared<TimelineIndex>(runs);
  for (std::size_t v = 0; v < runs.size(); ++v)
    if (const auto parent = parentIn(runs, v);
        parent && runs[v]->trace().finished() && runs[*parent]->trace().finished())
      indexed->setDifferences(v, comparedWithParent(*runs[v], *runs[*parent], *parent));
  lost = lostIn(runs);
  for (std::size_t v = 0; v < runs.size() && paths; ++v) indexed->setPath(v, analysePath(*runs[v]));
  index = indexed;
}

PictureSource::PictureSource(const TimelineIndex& borrowed, std::vector<LostExpectation> known)
    : index(std::shared_ptr<void>(), &borrowed), lost(std::move(known)) {
  for (const VariantIndex& variant : borrowed.variants()) runs.push_back(&variant.run());
  fingerprints = fingerprintsOf(runs);
}

}  // namespace roundscope::ui
