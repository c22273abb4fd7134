// The fields of a figure's specification, on pages: what it shows, how large, how it looks, its words.
#pragma once

#include <QTabWidget>
#include <functional>

#include "core/scenario/figure.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

namespace roundscope::ui {

/// What the fields can choose from.
struct FigureChoices {
  Figure window;                       ///< what the window shows
  std::vector<std::string> variants;   ///< by name; none where the scenario has one run without a name
  std::vector<std::string> canisters;  ///< ids, those of all variants
  std::string title;                   ///< the scenario's
  std::int64_t lastRound = 0;
};

class FigureForm final : public QTabWidget {
  Q_OBJECT

 public:
  explicit FigureForm(FigureChoices choices, QWidget* parent = nullptr);

  /// What the fields say. Without what cannot be read; errors() names it.
  [[nodiscard]] Figure figure() const;
  void show(const Figure& figure);
  /// What of the palette and the notes cannot be read, a sentence each.
  [[nodiscard]] QStringList errors() const;
  void hideFuture(bool hide);
  /// Which view the window shows.
  [[nodiscard]] FigureView windowView() const { return m_choices.window.view; }
  /// Whether the size is given in millimetres.
  void setOnPaper(bool paper);

 signals:
  void changed();

 private:
  QWidget* buildContent();
  QWidget* buildSize();
  QWidget* buildLook();
  QWidget* buildWords();
  template <class Field>
  Field* add(QFormLayout* rows, const QString& name, Field* field);
  template <class Shown>
  QListWidget* addList(QFormLayout* rows, const QString& name, const std::vector<std::string>& words, Shown&& shown);
  void connectFields();
  void enableFields();
  [[nodiscard]] Figure extent() const;

  FigureChoices m_choices;
  Figure m_hidden;  ///< what a figure says that no field does
  QComboBox* m_extent = nullptr;
  QSpinBox* m_firstRound = nullptr;
  QSpinBox* m_lastRound = nullptr;
  QComboBox* m_view = nullptr;
  QListWidget* m_variants = nullptr;
  QListWidget* m_canisters = nullptr;
  QListWidget* m_parts = nullptr;
  QCheckBox* m_hideFuture = nullptr;
  QCheckBox* m_callNumbers = nullptr;
  QComboBox* m_unit = nullptr;
  QSpinBox* m_width = nullptr;
  QSpinBox* m_height = nullptr;
  QDoubleSpinBox* m_widthMm = nullptr;
  QDoubleSpinBox* m_heightMm = nullptr;
  QSpinBox* m_dpi = nullptr;
  QDoubleSpinBox* m_margin = nullptr;
  QDoubleSpinBox* m_speed = nullptr;
  QComboBox* m_density = nullptr;
  QComboBox* m_theme = nullptr;
  QComboBox* m_font = nullptr;
  QDoubleSpinBox* m_fontPt = nullptr;
  QLineEdit* m_palette = nullptr;
  QCheckBox* m_transparent = nullptr;
  QComboBox* m_titleKind = nullptr;
  QLineEdit* m_title = nullptr;
  QLineEdit* m_caption = nullptr;
  QPlainTextEdit* m_notes = nullptr;
};

}  // namespace roundscope::ui
