"""No YAML of the largest size takes long, whichever parser reads it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
import yaml

from nomflow.core.yaml import tree as yamltree
from nomflow.core.yaml.tree import parse

PARSERS = [pytest.param(yaml.BaseLoader, id="python")]
if hasattr(yaml, "CBaseLoader"):
    PARSERS.append(pytest.param(yaml.CBaseLoader, id="libyaml"))


@pytest.fixture(params=PARSERS, scope="module", autouse=True)
def _parser(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamltree, "_loader", lambda: request.param)
        yield


def bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines)


def repeated(unit: str) -> Callable[[], str]:
    return lambda: (unit * 65_536)[:65_536]


@pytest.mark.parametrize(
    "make",
    [
        *[
            pytest.param(repeated(unit), id=repr(unit))
            for unit in ("[", "{", "- ", "? ", "&a", "&a ", "!!", "!! ", '"', "'", ": ", "\\", "\t", "a:\t", "*a ")
        ],
        *[pytest.param(repeated(unit), id=repr(unit)) for unit in ("- &a x\n", "a: @b\n", "a:b\n", "\0", "#")],
        pytest.param(bomb, id="alias bomb"),
    ],
)
def test_the_worst_input_is_answered_and_never_hangs(make: Callable[[], str]) -> None:
    text = make()
    start = time.process_time()
    tree = parse(text, "c.yml")
    assert time.process_time() - start < 3
    assert len(tree.findings) <= 50
