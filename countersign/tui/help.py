"""The one page of help."""

from __future__ import annotations

from textual import events
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import Piece, centred, strip
from countersign.tui.inks import ink_of
from terminal.language import Language

_WIDTH = 68
_KEY_COLUMNS = 17

_ROWS: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (("", ""), ("# 卖一笔", "# To sell")),
    (("1200 Enter a", "1200 Enter a"), ("消费 12.00，刷卡 a", "sell 12.00, swipe card a")),
    (
        ("a b c ...", "a b c ..."),
        ("刷这张卡；也可点击或拖到卡槽", "swipe a card; or click or drag it"),
    ),
    (("鼠标 / s", "mouse / s"), ("签名；s 用示例签名", "sign; s draws a sample signature")),
    (("F2", "F2"), ("补签名（有待签名时）", "re-sign, while something is unsigned")),
    (("", ""), ("# 键盘", "# Keyboard")),
    (("0-9 * # F1-F4", "0-9 * # F1-F4"), ("终端上同名的键", "the keys of the device")),
    (("Enter Bksp Esc", "Enter Bksp Esc"), ("确认  清除  取消", "ENTER  CLEAR  CANCEL")),
    (("↑ ↓", "↑ ↓"), ("在列表中选择", "choose in a list")),
    (("", ""), ("# 桌面", "# The desk")),
    (
        ("Tab", "Tab"),
        ("下一区: 终端、纸、卡片、故障、检视", "next: device, paper, cards, faults, inspector"),
    ),
    (("F5 F6 F7", "F5 F6 F7"), ("纸、卡片、检视", "paper, cards, inspector")),
    (
        ("P N C U", "P N C U"),
        ("故障: 缺纸、纸将尽、开盖、拔电缆", "faults: paper out, paper low, cover, cable"),
    ),
    (
        ("H K G", "H K G"),
        ("故障: 打印头过热、切刀卡住、应答乱码", "faults: hot head, jammed cutter, garbage back"),
    ),
    (
        ("X B L", "X B L"),
        ("故障: 断电、银行不应答、银行慢", "faults: power, bank silent, bank slow"),
    ),
    (("p", "p"), ("保存可见凭证的 PNG 和 PDF", "save the slip in sight as PNG and PDF")),
    (
        ("F7", "F7"),
        ("检视: 空格暂停 / 筛选 x 字节 j 流水", "inspect: space pause / filter x bytes j journal"),
    ),
    (("y w", "y w"), ("检视: y 复制 w 保存", "inspect: y copies, w saves to a file")),
    (("^L / F9", "^L / F9"), ("English", "中文")),
    (("^T", "^T"), ("深色、浅色、高对比", "dark, light, high contrast")),
    (("^Q", "^Q"), ("退出（一切已保存）", "quit (everything is kept)")),
)


class HelpPage(Widget):
    """The page itself, as large as its words."""

    DEFAULT_CSS = f"""
    HelpPage {{
        width: {_WIDTH}; height: {len(_ROWS) + 2}; max-width: 100%; max-height: 100%;
        background: $cs-bar; border: round $cs-edge-focus; border-title-color: $cs-ink;
    }}
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._at = 0 if language == "zh" else 1
        self.border_title = ("帮助", "Help")[self._at]
        self.border_subtitle = ("按任意键返回", "any key goes back")[self._at]

    def render_line(self, y: int) -> Strip:
        ink = ink_of(self, "help.ink")
        width = self.size.width
        if y >= len(_ROWS):
            return Strip.blank(width, ink)
        key, words = (pair[self._at] for pair in _ROWS[y])
        if not key:
            head = ink_of(self, "help.head")
            return strip([(f" {words.removeprefix('# ')}", head)], width, ink)
        face = ink_of(self, "help.key")
        chip = centred([(key, face)], _KEY_COLUMNS - 2, face)
        pieces: list[Piece] = [(" ", ink), *((part.text, face) for part in chip)]
        return strip([*pieces, (f"  {words}", ink)], width, ink)


class HelpScreen(ModalScreen[None]):
    """Covers the desk until any key or click."""

    DEFAULT_CSS = "HelpScreen { align: center middle; background: $cs-desk 60%; }"

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Language = language
        self._left = False

    def compose(self):  # type: ignore[no-untyped-def]
        yield HelpPage(self._language)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self._leave()

    def on_click(self) -> None:
        self._leave()

    def _leave(self) -> None:
        """Once: what is typed or clicked faster than the page goes comes here as well."""
        if self.is_current and not self._left:
            self._left = True
            self.dismiss()
