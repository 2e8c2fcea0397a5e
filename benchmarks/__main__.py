"""`python -m benchmarks [NAME ...]`: runs the programs of this folder and prints their tables."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback
from collections.abc import Callable
from time import perf_counter

import benchmarks

Program = Callable[[], None]


def programs() -> dict[str, Program]:
    """Every module here that has a `main`, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    mains = {name: _main_of(name) for name in names if name != "__main__"}
    return {name: main for name, main in mains.items() if main is not None}


def _main_of(name: str) -> Program | None:
    main: Program | None = getattr(importlib.import_module(f"benchmarks.{name}"), "main", None)
    return main


def run(name: str, program: Program) -> bool:
    """Run one program under its heading; False, with the reason on stderr, where it broke."""
    purpose = (sys.modules[f"benchmarks.{name}"].__doc__ or "").split("\n\n")[0]
    print(f"\n== {name} ==\n{purpose}\n", flush=True)
    start = perf_counter()
    try:
        program()
    except Exception:
        traceback.print_exc()
        return False
    print(f"({perf_counter() - start:.1f} s)", flush=True)
    return True


def main(asked: list[str]) -> int:
    """Run the asked programs, or all: 0 done, 1 one broke, 2 no such program."""
    there = programs()
    if unknown := [name for name in asked if name not in there]:
        print(f"No benchmark {', '.join(unknown)}; there are: {', '.join(there)}", file=sys.stderr)
        return 2
    done = [run(name, there[name]) for name in asked or there]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
