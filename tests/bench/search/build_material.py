"""Write the search_index.json that Material for MkDocs makes of a folder of pages, by Material's
own plugin. Run by run.py."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

from lxml import html as lxml_html
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config import load_config
from plainpage import read_main
from sets import pages_of


def main(pages: Path, out: Path) -> None:
    """Hand each page to the plugin as MkDocs would: its content, address and title."""
    config = load_config(
        io.StringIO("site_name: Bench\ntheme:\n  name: material\nplugins: []\n"),
        config_file_path="mkdocs.yml",
        docs_dir=str(pages),
        site_dir=str(out),
    )
    plugin = SearchPlugin()
    plugin.load_config({})
    plugin.on_config(config)
    for address, path in pages_of(pages):
        content = read_main(path)
        for element in [
            element for element in content.iter() if element.get("data-pagefind-ignore") is not None
        ]:
            element.drop_tree()
        for number, heading in enumerate(content.iter("h1", "h2", "h3", "h4", "h5", "h6")):
            # MkDocs gives an id to each; the plugin knows headings by it
            heading.set("id", heading.get("id") or f"part-{number}")
        title = next(content.iter("h1")).text_content()
        markup = "".join(lxml_html.tostring(child, encoding="unicode") for child in content)
        plugin.search_index.add_entry_from_context(
            SimpleNamespace(content=markup, url=address, title=title, meta={}, toc=[])
        )
    (out / "search_index.json").write_text(
        plugin.search_index.generate_search_index(None), encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
