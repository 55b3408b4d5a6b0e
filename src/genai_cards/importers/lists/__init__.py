"""Lists of pairs as files: tables with separators between their cells, exports of programs for flash cards."""
