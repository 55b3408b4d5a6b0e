"""What words and signs mean, in all languages."""
