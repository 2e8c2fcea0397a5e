"""What stands in the forms of a page, and what of it is open and has the keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form: its fields by name, hidden ones too; `focus` is the id that the keyboard is in."""

    is_open: bool
    fields: dict[str, str] = field(default_factory=dict)
    focus: str = ""


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self._form = Form(False)
        self._select = ""
        self._shut = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name, value = has.get("name") or "", has.get("value")
        if tag == "details":
            self._shut += "open" not in has
        elif tag == "form":
            self._form = self.forms[has["action"] or ""] = Form(not self._shut)
        elif tag == "input":
            self._form.fields[name] = value or ""
        elif tag == "select":
            self._select = name
            self._form.fields[name] = ""
        elif tag == "option" and "selected" in has:
            self._form.fields[self._select] = value if value is not None else "?"
        if "autofocus" in has:
            self._form.focus = has["id"] or ""

    def handle_data(self, data: str) -> None:
        if self._select and self._form.fields[self._select] == "?":
            self._form.fields[self._select] = data

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._shut = 0
        elif tag == "select":
            self._select = ""


def form_of(page: str, action: str) -> Form:
    """The form that is sent there. Errors: KeyError."""
    return _read(page)[action]


def focus_of(page: str) -> list[str]:
    """The ids that want the keyboard; a browser gives it to the first."""
    return [form.focus for form in _read(page).values() if form.focus]


def _read(page: str) -> dict[str, Form]:
    forms = _Forms()
    forms.feed(page)
    return forms.forms
