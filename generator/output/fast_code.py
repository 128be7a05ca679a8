"""Generates faster code from templates than Jinja does, and holds what that code calls.

The code gives the same text as Jinja's, or raises: it reads attributes as Python does, calls macros as functions, and
asks for escaping to be on and `t` to be the interface words. When it raises, `engine` renders with Jinja's own code, for
the text or for the diagnostic; so this code need not say what went wrong or where. A template with a tag that is not
known here has the code that Jinja generates.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, NoReturn, TypeGuard, cast

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, find_undeclared, optimizeconst
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from generator.output.interface_words import InterfaceWords
from generator.pages.markup.html import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = "t"
"""The name by which templates call the interface words."""


# --- What the code calls ---------------------------------------------------------------------------------------


class NotFastError(Exception):
    """The fast code would give another text than Jinja's."""


def refuse() -> NoReturn:
    """Stop.

    Raises:
        NotFastError: always.
    """
    raise NotFastError


def text(value: object) -> str:
    """Return a value escaped, as `escape` does, without a new object where nothing is to be escaped."""
    if type(value) is str:
        plain = not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)
        return value if plain else escaped(value)
    return value if type(value) is Markup else escape(value)


class FastMacro(Macro):
    """A macro that fast code calls as a function.

    `written` returns its text, which is finished HTML. The parameters of `written` have `p_` before the names that the
    template gives them, because these may be words of Python; `p_caller` is given by name.
    """

    def __init__(
        self,
        environment: jinja2.Environment,
        written: Callable[..., str],
        name: str,
        arguments: list[str],
        *,
        caller: bool,
    ) -> None:
        self.written = written
        super().__init__(
            environment,
            written,
            name,
            arguments,
            catch_kwargs=False,
            catch_varargs=False,
            caller=caller,
            default_autoescape=True,
        )

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:  # noqa: FBT001 - Jinja's signature
        if not autoescape:
            refuse()
        caller = {"p_caller": arguments.pop()} if self.caller else {}
        return Markup(self.written(*arguments, **caller))  # noqa: S704 - `written` escapes


# --- The code --------------------------------------------------------------------------------------------------


class FastCode(CodeGenerator):
    """Jinja's code generator, with other code for what templates do most."""

    words: InterfaceWords
    _macros: frozenset[str]
    """The names that are called as macros: those of macros, of what is imported from a template, and `caller`."""
    _modules: frozenset[str]
    """The names of imported templates."""
    _as_text: nodes.Node | None = None
    """The call that is written next, if its text is wanted rather than its value."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write the module of a template."""
        if not _is_known(node):
            CodeGenerator(self.environment, self.name, self.filename, self.stream).visit(node)
            return
        self.words = cast("InterfaceWords", self.environment.globals[WORDS])
        self._macros = frozenset({"caller", *_macro_names(node)})
        self._modules = frozenset(found.target for found in node.find_all(nodes.Import))
        self.writeline(f"from {__name__} import FastMacro, refuse, text")
        self.writeline(f"words = environment.globals[{WORDS!r}]")
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Write the beginning of a template's or block's function."""
        super().write_commons()
        self.writeline(f"if resolve({WORDS!r}) is not words or not context.eval_ctx.autoescape: refuse()")

    # Text.

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        key = self._fixed_key(node)
        return super()._output_child_to_const(node, frame, finalize) if key is None else str(self.words.fixed[key])

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's
        if self._gives_text(node):
            self._as_text = node
        else:
            self.write("text(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's
        if not self._gives_text(node):
            self.write(")")

    def _visit_as_text(self, node: nodes.Expr, frame: Frame) -> None:
        self._output_child_pre(node, frame, None)
        self.visit(node, frame)
        self._output_child_post(node, frame, None)

    def _gives_text(self, node: nodes.Node) -> bool:
        """Say whether an expression is a call whose text needs no escaping."""
        return self._is_macro(node) or self._is_words(node)

    # Attributes and calls.

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write an attribute; what has none raises, and may be an item for Jinja. `self.title` always is."""
        name = node.attr
        if iskeyword(name) or not (name.isascii() and name.isidentifier()) or _is_name(node.node, "self"):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{name}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002
        """Write a call: of a macro, of the interface words, or of something else."""
        as_text, self._as_text = node is self._as_text, None
        if self._is_macro(node):
            with self._markup(unless=as_text):
                self._write_macro_call(node, frame, forward_caller=forward_caller)
        elif self._is_words(node):
            self._write_words(node, frame, as_text=as_text)
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    @contextmanager
    def _markup(self, *, unless: bool) -> Iterator[None]:
        self.write("" if unless else "Markup(")
        yield
        self.write("" if unless else ")")

    def _write_macro_call(self, node: nodes.Call, frame: Frame, *, forward_caller: bool) -> None:
        self.visit(node.node, frame)
        self.write(".written(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.write(f"p_{keyword.key}=")
            self.visit(keyword.value, frame)
            self.write(", ")
        self.write("p_caller=caller)" if forward_caller else ")")

    def _is_macro(self, node: nodes.Node) -> TypeGuard[nodes.Call]:
        if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
            return False
        called = node.node
        if isinstance(called, nodes.Getattr):
            return isinstance(called.node, nodes.Name) and called.node.name in self._modules
        return isinstance(called, nodes.Name) and called.name in self._macros

    # The interface words.

    def _is_words(self, node: nodes.Node) -> TypeGuard[nodes.Call]:
        return (
            isinstance(node, nodes.Call)
            and _is_name(node.node, WORDS)
            and len(node.args) == 1
            and not (node.dyn_args or node.dyn_kwargs)
            and not any(iskeyword(keyword.key) for keyword in node.kwargs)
        )

    def _fixed_key(self, node: nodes.Node) -> str | None:
        """Return the key in a call of words that need no value."""
        if not self._is_words(node) or node.kwargs or not isinstance(node.args[0], nodes.Const):
            return None
        key = node.args[0].value
        return key if isinstance(key, str) and key in self.words.fixed else None

    def _write_words(self, node: nodes.Call, frame: Frame, *, as_text: bool) -> None:
        key = self._fixed_key(node)
        parts = self._parts(node)
        if key is not None:
            self.write(f"words.fixed[{key!r}]")
        elif parts is not None:
            with self._markup(unless=as_text):
                self._write_parts(parts, node, frame)
        else:
            self.write("words(")
            self.visit(node.args[0], frame)
            for keyword in node.kwargs:
                self.write(", ")
                self.visit(keyword, frame)
            self.write(")")

    def _parts(self, node: nodes.Call) -> tuple[tuple[str, str | None], ...] | None:
        """Return the parts of words that use each value of a call once, in the order in which they are computed."""
        key = node.args[0].value if isinstance(node.args[0], nodes.Const) else None
        parts = self.words.parts(key) if isinstance(key, str) else None
        given = [keyword.key for keyword in node.kwargs]
        return parts if parts and [name for _, name in parts if name is not None] == given else None

    def _write_parts(self, parts: tuple[tuple[str, str | None], ...], node: nodes.Call, frame: Frame) -> None:
        values = iter(node.kwargs)
        self.write("concat((")
        for fixed, name in parts:
            if fixed:
                self.write(f"{str(fixed)!r}, ")
            if name is not None:
                self._visit_as_text(next(values).value, frame)
                self.write(", ")
        self.write("))")

    # Macros.

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        """Write a macro's function, with defaults for all parameters."""
        names = [argument.name for argument in node.args]
        asked = find_undeclared(node.body, ("caller", "kwargs", "varargs"))
        if not _is_plain(names, asked):
            return super().macro_body(node, frame)
        frame = frame.inner()
        frame.symbols.analyze_node(node)
        found = MacroRef(node)
        found.accesses_caller = "caller" in asked
        refs = {name: frame.symbols.ref(name) for name in names}
        if found.accesses_caller:
            refs["caller"] = frame.symbols.declare_parameter("caller")
        frame.require_output_check = False
        frame.symbols.analyze_node(node)
        parameters = [f"p_{name}=missing" for name in names]
        if found.accesses_caller:
            parameters += ["*", "p_caller=None"]
        self.writeline(f"def macro({', '.join(parameters)}):", node)
        self.indent()
        self.buffer(frame)
        for name, ref in refs.items():
            self.writeline(f"{ref} = p_{name}")
        if found.accesses_caller:
            ref = refs["caller"]
            self.writeline(f"if {ref} is None: {ref} = undefined('No caller defined', name='caller')")
        self.enter_frame(frame)
        self._write_defaults(node, frame)
        self.blockvisit(node.body, frame)
        self.return_buffer_contents(frame, force_unescaped=True)
        self.leave_frame(frame, with_python_scope=True)
        self.outdent()
        return frame, found

    def _write_defaults(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> None:
        self.push_parameter_definitions(frame)
        without = len(node.args) - len(node.defaults)
        for place, argument in enumerate(node.args):
            ref = frame.symbols.ref(argument.name)
            self.writeline(f"if {ref} is missing: {ref} = ")
            if place < without:
                hint = f"parameter {argument.name!r} was not provided"
                self.write(f"undefined({hint!r}, name={argument.name!r})")
            else:
                self.visit(node.defaults[place - without], frame)
            self.mark_parameter_stored(ref)
        self.pop_parameter_definitions()

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write the macro of a function."""
        node = macro_ref.node
        names = [argument.name for argument in node.args]
        if _is_plain(names, find_undeclared(node.body, ("kwargs", "varargs"))):
            name = getattr(node, "name", None)
            self.write(f"FastMacro(environment, macro, {name!r}, {names!r}, caller={macro_ref.accesses_caller!r})")
        else:
            super().macro_def(macro_ref, frame)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        """Write a call with a block; its text is finished."""
        call_frame, macro_ref = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro_ref, call_frame)
        self.start_write(frame, node)
        self._as_text = node.call
        self.visit_Call(node.call, frame, forward_caller=True)
        self.end_write(frame)


# --- What templates hold ---------------------------------------------------------------------------------------

_UNKNOWN: tuple[type[nodes.Node], ...] = (
    nodes.EvalContextModifier,
    nodes.ScopedEvalContextModifier,
    nodes.OverlayScope,
)
"""What changes how the rest of a template is escaped, or what its names mean."""


def _is_known(template: nodes.Template) -> bool:
    """Say whether all that a template holds is known here."""
    return next(template.find_all(_UNKNOWN), None) is None and WORDS not in _set_names(template)


def _set_names(template: nodes.Template) -> set[str]:
    """Return the names to which a template gives a value."""
    stored = {found.name for found in template.find_all(nodes.Name) if found.ctx != "load"}
    return stored | {found.target for found in template.find_all(nodes.Import)} | _macro_names(template)


def _macro_names(template: nodes.Template) -> set[str]:
    imported = (name for found in template.find_all(nodes.FromImport) for name in found.names)
    return {found.name for found in template.find_all(nodes.Macro)} | {
        name if isinstance(name, str) else name[1] for name in imported
    }


def _is_plain(names: list[str], asked: set[str]) -> bool:
    """Say whether a macro takes what its arguments name and nothing else."""
    return not {"caller", "kwargs", "varargs"} & set(names) and not {"kwargs", "varargs"} & asked


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name
