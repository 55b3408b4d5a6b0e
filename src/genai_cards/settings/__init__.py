"""What an author may set."""
