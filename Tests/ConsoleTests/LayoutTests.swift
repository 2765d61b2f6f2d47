import Canvas
import Testing

@testable import Console

/// Where things stand on screens of all sizes.
@Suite struct LayoutTests {
  private func layout(
    _ columns: Int, _ rows: Int, showsPreview: Bool = true, isReading: Bool = false
  ) -> Layout? {
    Layout(Size(rows: rows, columns: columns), showsPreview: showsPreview, isReading: isReading)
  }

  @Test func belowTwentyByFiveNothingFits() {
    #expect(layout(19, 5) == nil && layout(20, 4) == nil && layout(0, 0) == nil)
    #expect(layout(20, 5) != nil)
  }

  @Test func aWideScreenHasTheLetterBesideTheList() {
    let layout = layout(120, 40)
    #expect(layout?.list.columns == 67 && layout?.bar == 67)
    #expect(layout?.preview?.column == 69)
    #expect(layout?.preview?.end.column == 120)
  }

  @Test func aTallScreenHasTheLetterBelowTheList() {
    let layout = layout(80, 24)
    #expect(layout?.list.rows == 9)
    #expect(layout?.title?.row == 11)
    #expect(layout?.preview?.row == 12 && layout?.preview?.end.row == 22)
  }

  @Test func aLowScreenHasTheListOrTheLetter() {
    #expect(layout(80, 19)?.preview == nil)
    #expect(layout(80, 19, isReading: true)?.list.rows == 0)
    #expect(layout(80, 19, isReading: true)?.preview?.rows == 14)
  }

  @Test func aNarrowScreenHasTwoRowsForACase() {
    #expect(layout(59, 20)?.isTwoLine == true && layout(59, 20)?.listHeight == 8)
    #expect(layout(29, 20)?.isTwoLine == false && layout(59, 5)?.isTwoLine == false)
  }

  @Test func aHiddenPreviewLeavesAllToTheList() {
    #expect(layout(120, 40, showsPreview: false)?.list.columns == 120)
    #expect(layout(120, 40, showsPreview: false)?.preview == nil)
  }

  @Test func nothingOverlapsOrStandsOutsideTheScreen() {
    for columns in 20...200 {
      for rows in 5...70 {
        for isReading in [false, true] {
          guard let layout = layout(columns, rows, isReading: isReading) else { continue }
          let parts = [layout.list, layout.title, layout.preview].compactMap { $0 }
          let bottom = layout.message ?? layout.foot ?? rows
          let top = (layout.view ?? layout.tabs ?? -1) + 1
          let area =
            parts.reduce(0) { $0 + $1.rows * $1.columns } + (layout.bar == nil ? 0 : 2 * (bottom - top))
          let isInside = parts.allSatisfy {
            $0.row >= top && $0.end.row <= bottom && $0.column >= 0 && $0.end.column <= columns
          }
          #expect(isInside && area == (bottom - top) * columns, "\(columns)x\(rows)")
        }
      }
    }
  }
}
