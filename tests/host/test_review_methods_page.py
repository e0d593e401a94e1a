"""This is where the examples on the page about own files are read as a practice's own files."""

import re
from pathlib import Path

from layerdesk.domain.cases.methods import PromptKind
from layerdesk.domain.meetings.records import ItemKind
from layerdesk.host.declared import METHODS, MODULES, NATIONS, PLANS, VALUE_SETS, read_declared

PAGE = (Path(__file__).parents[2] / "docs" / "review_methods.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"```toml\n# (\S+\.toml)\n(.*?)```", PAGE, re.DOTALL))


def test_every_example_on_the_page_works_as_a_practice_s_own_file(tmp_path: Path) -> None:
    for name, text in EXAMPLES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    declared = read_declared(own=tmp_path)

    assert len(EXAMPLES) == PAGE.count("```toml") == 4
    assert declared.broken == ()
    assert [each.kind for each in declared.method("LANGUAGE").sections[1].prompts] == [
        PromptKind.CHOICE,
        PromptKind.LONG,
        PromptKind.LONG,
    ]
    assert declared.value("interpreter", "family").attributes["rank"] == 1
    assert declared.plan("single_case_30").minutes == 30
    assert declared.ground_rules.rules[-1] == "Tea first."


def test_the_page_names_every_folder_kind_and_module() -> None:
    folders = (METHODS, MODULES, PLANS, VALUE_SETS, NATIONS)
    modules = [each.id for each in read_declared().modules]
    kinds = [*PromptKind, *ItemKind]
    assert [name for name in (*folders, *modules, *kinds) if f"`{name}`" not in PAGE] == []
