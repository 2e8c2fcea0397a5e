"""The program `countersign`: the version at once, everything else through the command line."""

from __future__ import annotations

import sys

from countersign import standard_streams


def main() -> None:
    """Entry point of the installed program."""
    standard_streams.set_up()
    try:
        _run()
    except standard_streams.OutputLostError as lost:
        standard_streams.end(lost)


def _run() -> None:
    if sys.argv[1:] == ["--version"]:
        from countersign import __version__

        print(f"countersign {__version__}", flush=True)
        return
    import gc

    gc.disable()  # nothing of the start-up is garbage; looking for some costs a tenth of it
    from countersign.cli import app

    app()


if __name__ == "__main__":
    main()
