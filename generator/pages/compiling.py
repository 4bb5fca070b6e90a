"""Templates compiled to plainer Python: at tens of thousands of pages, how Jinja asks for a value is what counts.

Jinja looks an attribute up as an item too, hands every function its context, and makes a new safe string of each
value that it shows. Our templates show typed views by attribute alone, and call no function that wants the context,
so that each of these is one step less here. The output is the same. What was compiled is kept: each process of a
build would do it again, and whoever waits for one edited page would wait for it.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.pages.compiled import folder

try:  # the step of `escape` that does not make a safe string of each text; a markupsafe without it is slower alone
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:
    escaped = escape


def shown(value: object) -> str:
    """Return a value as HTML text: what is safe as it is, all else escaped."""
    if type(value) is Markup:
        return value
    return escaped(value) if type(value) is str else escape(value)


def plain_macro(macro: FunctionType) -> FunctionType:
    """Return the function of a macro as one that may be called with fewer arguments: the others are `missing`."""
    macro.__defaults__ = (missing,) * macro.__code__.co_argcount
    return macro


class PlainCode(CodeGenerator):
    """Writes the shorter code."""

    # Jinja finds the method by this name, which is its node's.
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write `view.title`."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    # By this name too; for a call block Jinja itself calls it so, and with `forward_caller`.
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call without the context."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write a whole template so that it gathers its pieces in a list: handing out one by one takes longer."""
        if not frame.rootlevel or frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as the function that it is, unless it wants to know more than its arguments."""
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            self.write("environment.plain_macro(macro)")

    # Jinja passes a second argument for what it does not escape; here all is escaped already, and none is needed.
    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002
        """Write that what a macro has written is safe: Jinja says so where it calls one, which is not done here."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().return_buffer_contents(frame)
        else:
            self.writeline(f"return str.__new__(Markup, concat({frame.buffer}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Write that a template is imported as it is: none is given names of its own, which Jinja looks for."""
        self.write("environment.imported(")
        self.visit(node.template, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame, finalize):
            self.write("(given if type(given := (")  # what is safe already is shown without a call
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_escaped(frame, finalize):
            self.write(")) is Markup else environment.escaped(given) if type(given) is str else escape(given))")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_escaped(frame: Frame, finalize: Any) -> bool:
    """Say whether what is shown is surely to be escaped, and nothing else is done to it."""
    return not frame.eval_ctx.volatile and frame.eval_ctx.autoescape and finalize.src is None


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

    They must be escaped, call nothing that wants a context, and give macros their arguments by their places.
    """
    environment.code_generator_class = PlainCode
    imported = cache(lambda template: environment.get_template(template).module)
    environment.extend(escaped=escaped, plain_macro=plain_macro, imported=imported)
    if kept := folder():
        environment.bytecode_cache = _Kept(str(kept), f"templates-{name}-%s.cache")
