// What the program understands on its command line, and which exit status it ends with.
#pragma once

namespace roundscope::app {

/// Runs the whole program. Returns 0 done, 1 the scenario is wrong, 2 wrong usage, 3 could not read or write.
int runProgram(int argc, char** argv);

}  // namespace roundscope::app
