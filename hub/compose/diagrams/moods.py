"""The five moods of a stage: what each is called, what face it has, and what their line tells in
words.
"""

from __future__ import annotations

from collections.abc import Sequence

from hub.compose.drawing.sentences import listed
from hub.kinds.entries.life_experiences import Stage

WORST, BEST = 1, 5
MOODS = {1: "Very low", 2: "Low", 3: "Mixed", 4: "Good", 5: "Very good"}
# The mouth of a face around 0 0: how far its corners and its middle are below the centre.
MOUTHS = {1: (7.0, 1.0), 2: (6.0, 3.2), 3: (4.5, 4.5), 4: (3.4, 6.6), 5: (2.4, 9.4)}


def mood_story(stages: Sequence[Stage]) -> str:
    """Where the mood is lowest and where it is highest, as a sentence; "" where no stage has a
    mood.
    """
    known = [stage for stage in stages if stage.mood is not None]
    if not known:
        return ""
    low, high = (
        min(stage.mood or WORST for stage in known),
        max(stage.mood or WORST for stage in known),
    )
    if len(known) == 1:
        return f"The mood is {_level(low)} at “{known[0].title}”."
    if low == high:
        return (
            f"The mood stays {_level(low)} in every"
            f" stage{' whose mood is known' if len(known) < len(stages) else ''}."
        )
    return (
        f"The mood is lowest at {_titles(known, low)} ({_level(low)}) and highest at"
        f" {_titles(known, high)} ({_level(high)})."
    )


def stage_by_stage(stages: Sequence[Stage]) -> str:
    """Every stage with its mood and feelings, in words: what the line of a map shows."""
    return " ".join(f"{number}. {_told(stage)}" for number, stage in enumerate(stages, 1))


def _told(stage: Stage) -> str:
    mood = MOODS[stage.mood].lower() if stage.mood else "mood not known"
    return (
        f"{stage.title}: {mood}{' (' + ', '.join(stage.feelings) + ')' if stage.feelings else ''}."
    )


def _level(mood: int) -> str:
    return f"{MOODS[mood].lower()}, {mood} of {BEST}"


def _titles(stages: Sequence[Stage], mood: int) -> str:
    return listed([f"“{stage.title}”" for stage in stages if stage.mood == mood])
