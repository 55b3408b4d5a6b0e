"""Lines that are code, though nothing around them says so."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"""(?x)
    .*(?:\w\(.*\)|\s[-+*/|&]?=\s|[\w\])]\s?=\s?\S|\w\.\w|\+\+|--).*;$      # let n = count(text);
    | (?:return|import|using|package|throw|break|continue|let|var|const|int|char)\b[^.,:]*;$
    | [\w)\]>\s].*[\w)\]>]\s*\{$                                           # function count(text) {
    | [})\]]+[;,]?(?:\s*(?:else|catch|finally)\b.*\{)?$                    # });   } else {
    | (?:const|let|var)\s+[\w{\[][^.]*\s=\s.+$                             # const n = 1
    | (?:async\s+)?(?:def|class)\s+\w+\s*(?:\(.*\))?\s*(?:->\s*[^:]+)?:$   # def count(text):
    | (?:from\s+[\w.]+\s+)?import\s+[\w.*]+(?:\s+as\s+\w+)?(?:,\s*\w+)*$    # import numpy as np
    | \#\s*include\s*[<"].+$                                               # #include <stdio.h>
    | (?:await\s+)?\w+(?:\.\w+)*\(.*\)$                                    # print(n)
    | [A-Za-z_][\w.\[\]'"]*(?:,\s*\w+)*\s[-+*/]?=\s(?:[\w.]+\(|[\[\{'"]|new\s|await\s|lambda\b).*$  # n = len(text)
    | (?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|CREATE\s+TABLE)\s.+$    # SELECT name FROM users
    | \$\s(?:git|npm|pip|cd|sudo|docker|python3?)\s.+$                     # $ git status
    """
)
_GOES_ON = re.compile(r"//|/\*|\*/|\#\s|--\s|(?:if|for|while|elif|else|try|except|with|return|FROM|WHERE|JOIN)\b")


LONGEST = 300
"""Characters of a line of code; to look at a longer one takes too long."""


def is_code(text: str) -> bool:
    """Say whether a line is code for certain, whatever stands around it."""
    return len(text) <= LONGEST and _CODE.match(text) is not None


def goes_on(text: str) -> bool:
    """Say whether a line is code where it stands right below code."""
    return _GOES_ON.match(text) is not None
