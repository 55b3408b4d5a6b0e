"""Documents of other programs: text documents, books, notebooks."""
