/* The least that a first screen over a store can cost: ncurses, SQLite, and the rows of the open cases by due date, from
   the same index as the console's. Waits for a key. Compiled by Benchmarks/run. */
#include <locale.h>
#include <ncurses.h>
#include <sqlite3.h>

int main(int count, char **arguments) {
  sqlite3 *store;
  sqlite3_stmt *rows;
  setlocale(LC_ALL, "");
  if (count != 2 || sqlite3_open_v2(arguments[1], &store, SQLITE_OPEN_READONLY, 0) != SQLITE_OK) return 66;
  if (sqlite3_prepare_v2(
          store,
          "SELECT reference, due, party, title FROM record INDEXED BY record_open_due"
          " WHERE kind = 'case' AND isOpen = 1 ORDER BY due, id LIMIT 22",
          -1, &rows, 0) != SQLITE_OK)
    return 65;
  initscr();
  for (int row = 1; sqlite3_step(rows) == SQLITE_ROW; row++)
    mvprintw(
        row, 0, "%s %s %.18s %.38s", sqlite3_column_text(rows, 0), sqlite3_column_text(rows, 1),
        sqlite3_column_text(rows, 2) ? (const char *)sqlite3_column_text(rows, 2) : "",
        sqlite3_column_text(rows, 3));
  refresh();
  getch();
  endwin();
  return 0;
}
