"""Templates compiled to plainer Python: at tens of thousands of pages, how Jinja asks for a value is what counts.

Jinja looks an attribute up as an item too, hands every function its context, and makes a new safe string of each
value that it shows. Our templates show typed views by attribute alone, and call no function that wants the context,
so that each of these is one step less here. The output is the same. What was compiled is kept: each process of a
build would do it again, and whoever waits for one edited page would wait for it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from generator.pages.compiled import folder

SPECIAL = re.compile("[&<>\"']")


def shown(value: object) -> str:
    """Return a value as HTML text: what is safe as it is, all else escaped."""
    if type(value) is Markup or (type(value) is str and not SPECIAL.search(value)):
        return value
    return escape(value)


def called(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Call a function of a template."""
    return function(*arguments, **named)


class PlainCode(CodeGenerator):
    """Writes the shorter code."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        """Write `view.title`."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  (Jinja's name)
        """Write a call without the context."""
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class _Kept(FileSystemBytecodeCache):
    """Keeps what was compiled, until a template, its words, Jinja or this file is another."""

    basis = f"{jinja2.__version__}\n{Path(__file__).read_text(encoding='utf-8')}"

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str, /) -> Bucket:
        """Return what is kept of a template, if it is of this text once that is in the language's words."""
        return super().get_bucket(
            environment, name, filename, f"{self.basis}\n{environment.preprocess(source, name, filename)}"
        )


def compiled_plainly(environment: Environment, name: str) -> None:
    """Have an environment of this name compile its templates so, and keep them where that can be.

    They must be escaped, and call nothing that wants a context.
    """
    environment.code_generator_class = PlainCode
    environment.extend(shown=shown, called=called)
    if kept := folder():
        environment.bytecode_cache = _Kept(str(kept), f"templates-{name}-%s.cache")
