// The variants of a scenario side by side, for people, for documents and for other programs.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/comparison.h"

namespace roundscope {

/// Columns for people, each variant one, with the best and the worst marked; rows that are 0 in all runs are left out.
/// Without the verdict.
std::string comparisonText(const ComparisonTable& comparison);

/// The same rows as a table of GitHub's Markdown, then the verdict as a sentence where there is one. Names stay text.
std::string comparisonMarkdown(const ComparisonTable& comparison);

/// One line a variant after a line of titles, fields in quotation marks where RFC 4180 wants them, lines ended by LF.
/// All rows of the comparison are columns.
std::string comparisonCsv(const ComparisonTable& comparison);

/// The verdict, what `run --json` prints of each run, and the rows.
std::string comparisonJson(const ComparisonTable& comparison, const std::vector<SummedUpRun>& runs);

}  // namespace roundscope
