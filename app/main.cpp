// The program: see command_line.h for what it understands.
#include "app/command_line.h"
#include "core/base/heaps.h"

int main(int argc, char** argv) {
  roundscope::useFewHeaps();
  return roundscope::app::runProgram(argc, argv);
}
