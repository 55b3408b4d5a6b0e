"""What owns what on a page: each prompt with all that stands below it until the next one of its rank."""
