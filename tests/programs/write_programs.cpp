// Writes the programs of scenario files for compilers to judge: `roundscope_programs FOLDER FILE…` gives
// FOLDER/NUMBER.mo and FOLDER/NUMBER.rs for every canister of every variant, equal programs once, and says on the
// standard output which canisters each stands for.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "core/code/code_text.h"
#include "core/scenario/parse.h"

namespace {

using roundscope::CanisterId;

/// Texts of one language, each with the canisters that it stands for.
class Programs {
 public:
  explicit Programs(std::string ending) : m_ending(std::move(ending)) {}

  void add(const roundscope::CodeText& code, const std::string& canister) {
    std::string& canisters = m_canisters[code.text()];
    canisters += (canisters.empty() ? "" : "; ") + canister;
  }

  [[nodiscard]] bool write(const std::string& folder) const {
    std::size_t number = 0;
    for (const auto& program : m_canisters) {
      const std::string path = fmt::format("{}/{}.{}", folder, ++number, m_ending);
      std::ofstream file(path, std::ios::binary);
      file << program.first;
      file.close();
      if (!file) {
        fmt::print(stderr, "{}: could not be written\n", path);
        return false;
      }
      fmt::print("{}: {}\n", path, program.second);
    }
    return true;
  }

 private:
  std::string m_ending;
  std::map<std::string, std::string> m_canisters;  ///< by text
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "Usage: roundscope_programs FOLDER FILE...\n");
    return 2;
  }
  Programs motoko("mo");
  Programs rust("rs");
  for (int i = 2; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto set = roundscope::parseScenario(text, {.fileName = argv[i], .overrides = {}});
    if (!set.ok()) {
      fmt::print(stderr, "{}\n", set.error().text());
      return 1;
    }
    for (const roundscope::Scenario& scenario : set.value().variants) {
      for (std::size_t c = 0; c < scenario.canisters.size(); ++c) {
        const CanisterId id{static_cast<std::uint16_t>(c)};
        const std::string canister = fmt::format("{} \"{}\": {}", argv[i], scenario.variant, scenario.canisters[c].id);
        motoko.add(roundscope::motokoCode(scenario, id), canister);
        rust.add(roundscope::rustCode(scenario, id), canister);
      }
    }
  }
  return motoko.write(argv[1]) && rust.write(argv[1]) ? 0 : 1;
}
