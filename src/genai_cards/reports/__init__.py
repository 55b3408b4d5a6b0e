"""What there is to say, in words for people and in JSON for programs."""
