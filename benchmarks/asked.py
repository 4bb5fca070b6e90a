"""What a benchmark is asked for on the command line."""

import argparse


def parser(name: str, told: str | None) -> argparse.ArgumentParser:
    """Return a parser for `python -m benchmarks.NAME`, whose help begins with the first line that is told of it."""
    return argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=(told or "").partition("\n")[0])


def amount(written: str) -> int:
    """Return a number above zero. Raises ArgumentTypeError, with a message for people."""
    if not written.isdecimal() or not int(written):
        raise argparse.ArgumentTypeError(f"`{written}` is no number above zero; write it as 1000")
    return int(written)
