// What a picture's file says about where it comes from, so that it can be opened again.
#pragma once

#include <QByteArray>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/sweep_range.h"
#include "core/base/result.h"
#include "core/scenario/figure.h"
#include "core/scenario/parse.h"
#include "core/scenario/scenario.h"
#include "ui/drawing/axis.h"

namespace roundscope::ui {

/// What a picture of many runs was made from, beside the scenario and its variants.
struct SweptRecord {
  std::vector<SweepParameter> parameters;  ///< none: each message failed in turn
  std::uint32_t seeds = 1;
  std::vector<std::string> numbers;  ///< the names of those that it shows
  bool operator==(const SweptRecord&) const = default;
};

struct PictureRecord {
  std::string scenario;    ///< its id
  std::string sourceText;  ///< the scenario's file as it was read
  std::vector<Override> overrides;
  std::vector<std::string> variants;      ///< those in the picture, in its order; a scenario without variants has ""
  std::vector<std::string> fingerprints;  ///< of their runs
  std::uint64_t seed = 0;
  std::optional<TimeRange> range;    ///< absent: the whole run
  std::string figure = "{}";         ///< its specification; see core/scenario/figure.h
  std::optional<SweptRecord> swept;  ///< absent: the runs themselves are shown
  std::string program;               ///< the version of Roundscope
  bool operator==(const PictureRecord&) const = default;
};

/// One line of letters, digits and `+/=:`, which every format can hold; and back.
/// Errors: of kind Scenario when the line is damaged.
[[nodiscard]] QByteArray encodeRecord(const PictureRecord& record);
/// The same of a record's JSON after qCompress(), whatever it says.
[[nodiscard]] QByteArray recordLine(const QByteArray& compressed);
[[nodiscard]] Result<PictureRecord> decodeRecord(const QByteArray& line, const std::string& where);

/// The most bytes that a record may have, as JSON.
inline constexpr qsizetype kMostRecordBytes = 64 << 20;

/// The record in a picture's file.
/// Errors: of kind Scenario when there is none, or it is damaged.
[[nodiscard]] Result<PictureRecord> recordIn(const QByteArray& bytes, const std::string& where);

/// The figure that the picture was made from, with its stretch of time. `where` is the picture's name.
/// Errors: what parseFigure() says; of kind Scenario for a stretch that is none.
[[nodiscard]] Result<Figure> figureIn(const PictureRecord& record, const std::string& where);

/// The scenario of the record, with the variants that the picture shows. `overrides` come after the record's own.
/// Errors: what parseScenario() says, with the picture's name, `where`, before the scenario's.
[[nodiscard]] Result<ScenarioSet> scenarioOf(const PictureRecord& record, const std::string& where,
                                             const std::vector<Override>& overrides = {});

}  // namespace roundscope::ui
