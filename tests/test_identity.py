from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from genai_cards.identity import assign, mint
from genai_cards.notes import Key
from reading import drafts

KEYS = st.builds(
    Key,
    st.text(max_size=3),
    st.lists(st.text(max_size=3), max_size=2).map(tuple),
    st.sampled_from(["table", "label"]),
    st.lists(st.text(max_size=3), max_size=2).map(tuple),
)


def test_a_guid_stays_the_same_from_release_to_release() -> None:
    """Else a lost lock could not be remade, and old decks would lose their history."""
    key = Key("generative-ai", ("Models",), "table", ("GAN", "Speed"))

    assert mint(key) == "65d0baebafeed5fc"


@given(KEYS, KEYS)
def test_two_keys_have_two_guids(one: Key, other: Key) -> None:
    assert (mint(one) == mint(other)) == (one == other)


def test_drafts_with_one_key_have_guids_of_their_own() -> None:
    found = drafts("## S\n\n- **GAN**: b\n- **GAN**: c\n")

    notes = assign(found, now=1)

    assert found[0].key == found[1].key
    assert len({note.guid for note in notes}) == 2
    assert [note.guid for note in notes] == [note.guid for note in assign(found, now=2)]


def test_the_time_is_that_of_the_build() -> None:
    assert {note.modified for note in assign(drafts("- **GAN**: b\n"), now=7)} == {7}
