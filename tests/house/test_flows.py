"""Law 4: no await in `finally`, no `except Exception` in a flow: a power cut passes through it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from textwrap import dedent

from tests.house.tree import name_of, python_files

TOO_WIDE = {"Exception", "BaseException"}


def _offences(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.ExceptHandler(type=None):
                yield f"line {node.lineno}: bare except"
            case ast.ExceptHandler(type=ast.expr() as caught) if _names(caught) & TOO_WIDE:
                yield f"line {node.lineno}: catches everything"
            case ast.Try(finalbody=[*closing]) if any(map(_awaits, closing)):
                yield f"line {node.lineno}: awaits in finally"


def _names(expression: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}


def _awaits(statement: ast.stmt) -> bool:
    waiting = ast.Await | ast.AsyncFor | ast.AsyncWith
    return any(isinstance(node, waiting) for node in ast.walk(statement))


def test_no_flow_swallows_a_cut_of_power() -> None:
    wrong = [
        f"{name_of(file)} {offence}"
        for file in python_files("terminal")
        for offence in _offences(ast.parse(file.read_text("utf-8")))
    ]
    assert wrong == []


def test_a_flow_that_swallows_it_is_noticed() -> None:
    flow = """
        async def sale():
            try:
                await Print(slip)
            except (ValueError, Exception):
                pass
            finally:
                await Show(done)
        """
    assert len(list(_offences(ast.parse(dedent(flow))))) == 2
