// The programs of others that open our pictures; `./dev test` installs them.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

namespace roundscope::picture_test {

struct ToolOutcome {
  int status = -1;  ///< -1: it could not be started, or took longer than two minutes
  QByteArray out;
  QByteArray err;
};

/// Runs a program to its end. A program that is not installed is a failure of the test that says what to install.
ToolOutcome runTool(const QString& program, const QStringList& arguments);

/// Runs `roundscope ARGUMENTS…` without a display; anything but success is a failure of the test.
ToolOutcome roundscope(const QStringList& arguments);

/// What a file holds; one that cannot be read is a failure of the test.
QByteArray bytesOf(const QString& path);

/// The ids of all lessons.
std::vector<std::string> lessonIds();

/// Where two pictures differ, after both were made small enough that the edges of letters do not count.
struct Difference {
  double mean = 0;   ///< of all pixels' colours, from 0 to 255
  double share = 0;  ///< of the pixels that differ by more than 60
};
/// Pictures of different sizes differ entirely.
Difference differenceOf(const QImage& a, const QImage& b);

}  // namespace roundscope::picture_test
