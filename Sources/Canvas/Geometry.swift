/// How large a screen or a frame is, in character cells. Never negative.
package struct Size: Hashable, Sendable {
  /// Lines from top to bottom.
  package let rows: Int
  /// Cells from left to right.
  package let columns: Int

  /// A negative number counts as 0.
  package init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }
}

/// A cell of the screen. The top left one is row 0, column 0.
package struct Point: Hashable, Sendable {
  /// Counted from the top.
  package var row: Int
  /// Counted from the left.
  package var column: Int

  /// The cell at this row and column.
  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A part of the screen, in cells. `rows` and `columns` are never negative.
package struct Rectangle: Hashable, Sendable {
  /// The first row.
  package let row: Int
  /// The first column.
  package let column: Int
  /// How many rows it has.
  package let rows: Int
  /// How many columns it has.
  package let columns: Int

  /// A negative number of rows or columns counts as 0.
  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// All of a screen of this size.
  package init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  /// How large it is, wherever it lies.
  package var size: Size { Size(rows: rows, columns: columns) }

  /// The first row and column after this rectangle.
  package var end: Point { Point(row: row + rows, column: column + columns) }

  /// The upper `offset` rows and the rest. An offset outside the rectangle gives one empty part.
  package func split(atRow offset: Int) -> (above: Rectangle, below: Rectangle) {
    let height = min(max(0, offset), rows)
    return (
      Rectangle(row: row, column: column, rows: height, columns: columns),
      Rectangle(row: row + height, column: column, rows: rows - height, columns: columns)
    )
  }

  /// The left `offset` columns and the rest. An offset outside the rectangle gives one empty part.
  package func split(atColumn offset: Int) -> (left: Rectangle, right: Rectangle) {
    let width = min(max(0, offset), columns)
    return (
      Rectangle(row: row, column: column, rows: rows, columns: width),
      Rectangle(row: row, column: column + width, rows: rows, columns: columns - width)
    )
  }

  /// One row of this rectangle, counted from its top; empty when there is no such row.
  package func row(_ offset: Int) -> Rectangle {
    let exists = offset >= 0 && offset < rows
    return Rectangle(row: row + offset, column: column, rows: exists ? 1 : 0, columns: columns)
  }

  /// Whether the cell belongs to this rectangle.
  package func contains(_ point: Point) -> Bool {
    point.row >= row && point.row < end.row && point.column >= column && point.column < end.column
  }
}
