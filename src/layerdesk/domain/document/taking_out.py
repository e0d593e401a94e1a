"""This is where what a document tells of erased records is taken out of it."""

from collections.abc import Collection
from dataclasses import replace

from layerdesk.domain.document.blocks import (
    Block,
    Box,
    BoxBlock,
    BulletList,
    Document,
    Item,
    NumberedList,
    Passage,
    Run,
    Table,
)

_REST = (Run(text="–"),)


def taken_out(
    document: Document, gone: Collection[str], passage: tuple[Block, ...], words: str
) -> Document:
    """The document without what it tells of the records ``gone`` (their ids).

    In place of a passage stand the blocks ``passage``, in place of a list's entry or a table's row
    the ``words``. An entry goes with what stands below it. A document that tells nothing of these
    records comes back as it is.
    """
    cleaner = _Cleaner(frozenset(gone), passage, words)
    return replace(document, blocks=tuple(cleaner.top(each) for each in document.blocks))


class _Cleaner:
    def __init__(self, gone: frozenset[str], passage: tuple[Block, ...], words: str) -> None:
        self._gone = gone
        self._passage = passage
        self._said = (Run(text=words),)

    def top(self, block: Block | Passage) -> Block | Passage:
        if not isinstance(block, Passage):
            return self._block(block)
        blocks = block.blocks if self._gone.isdisjoint(block.about) else self._passage
        return replace(block, blocks=tuple(self._block(each) for each in blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Table():
                return self._table(block)
            case Box():
                return replace(block, blocks=tuple(self._in_box(each) for each in block.blocks))
            case BulletList() | NumberedList():
                return self._list(block)
            case _:
                return block

    def _in_box(self, block: BoxBlock) -> BoxBlock:
        return self._list(block) if isinstance(block, BulletList | NumberedList) else block

    def _list(self, block: BulletList | NumberedList) -> BulletList | NumberedList:
        return replace(block, items=tuple(self._item(each) for each in block.items))

    def _item(self, item: Item) -> Item:
        if item.about in self._gone:
            return Item(runs=self._said, about=item.about)
        return replace(item, below=tuple(self._item(each) for each in item.below))

    def _table(self, table: Table) -> Table:
        empty = (self._said, *(_REST for _ in table.header[1:]))
        rows = tuple(
            empty if about in self._gone else row
            for row, about in zip(table.rows, table.about or ("",) * len(table.rows), strict=True)
        )
        return replace(table, rows=rows)
