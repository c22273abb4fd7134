// The variants of a scenario side by side, as a table for other programs and for documents.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/summary.h"
#include "core/scenario/scenario.h"

namespace roundscope {

/// One line a variant after a line of titles, fields in quotation marks where RFC 4180 wants them, lines ended by LF.
std::string comparisonCsv(const std::vector<SummedUpRun>& runs);

/// The same columns as a table of GitHub's Markdown, then the verdict as a sentence where there is one.
std::string comparisonMarkdown(const std::vector<SummedUpRun>& runs, const std::string& verdict);

/// A text as a field of CSV. Source: RFC 4180.
std::string csvField(const std::string& text);

}  // namespace roundscope
