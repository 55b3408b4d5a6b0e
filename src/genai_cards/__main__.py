"""`python -m genai_cards`: the same as the command `genai-cards`."""

from genai_cards.cli.main import main

if __name__ == "__main__":
    main()
