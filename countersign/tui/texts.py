"""Every text of the frame around the device, by id, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from terminal.language import Language

TEXTS: Mapping[str, tuple[str, str]] = {
    # header
    "header.terminal": ("终端 {id}", "terminal {id}"),
    "header.batch": ("批次 {batch}", "batch {batch}"),
    "header.bank": ("银行: {state}", "bank: {state}"),
    "header.printer": ("打印机: {state}", "printer: {state}"),
    "header.portal": ("手机页 {url}", "phone page {url}"),
    "header.help": ("? 帮助", "? help"),
    "header.quit": ("^Q 退出", "^Q quit"),
    # status line of the display
    "status.operator": ("操作员 {operator}", "OP {operator}"),
    "status.nobody": ("未登录", "no operator"),
    "status.unsigned": ("{count} 待签名", "{count} unsigned"),
    "status.outbox": ("{count} 待上送", "{count} to send"),
    "lcd.seconds": ("{left} 秒", "{left} s"),
    "lcd.wait": ("请稍候", "please wait"),
    "lcd.off": ("已断电", "no power"),
    # keypad
    "key.CANCEL": ("取消", "CANCEL"),
    "key.CLEAR": ("清除", "CLEAR"),
    "key.ENTER": ("确认", "ENTER"),
    # slot and cards
    "slot.ready": ("刷卡槽", "SWIPE SLOT"),
    "slot.drop": ("松开即刷卡", "let go to swipe"),
    "cards.title": ("卡片", "cards"),
    "cards.hint": ("按字母刷卡，或拖到卡槽", "letter = swipe, or drag over the slot"),
    "cards.short_hint": ("按字母或点击刷卡", "letter or click = swipe"),
    "faults.title": ("故障", "faults"),
    "faults.hint": ("大写字母切换", "capital letter = on, off"),
    # signing
    "pad.cancel": ("取消", "Cancel"),
    "pad.redo": ("重签 剩{left}", "Redo ({left})"),
    "pad.confirm": ("确认", "Confirm"),
    "pad.sample": ("s 示例签名", "s sample"),
    "pad.small.1": (
        "签名需要至少 {width}x{height} 的窗口",
        "Signing needs a window of {width}x{height}",
    ),
    "pad.small.2": ("放大窗口；s 示例签名，F1 手机", "Enlarge it; s a sample, F1 a phone"),
    "qr.small.1": ("二维码要求窗口至少 {width}x{height}", "The code needs {width}x{height}"),
    "qr.small.2": ("放大窗口，或按 F1 打印", "Enlarge the window, or F1 prints it"),
    # paper
    "paper.title": ("纸", "paper"),
    "paper.empty.1": ("打印的凭证从这里出来", "Slips come out here"),
    "paper.empty.2": ("p 保存图片和 PDF", "p saves picture and PDF"),
    "paper.slip": ("凭证 {slip}", "slip {slip}"),
    "paper.save": ("p 保存", "p save"),
    "paper.none": ("还没有打完的凭证", "No finished slip yet"),
    "paper.saving": ("正在保存凭证 {slip}", "Saving slip {slip}"),
    "paper.saved": ("凭证 {slip} 已保存", "Slip {slip} saved"),
    "paper.not_saved": ("凭证 {slip} 未保存: {why}", "Slip {slip} not saved: {why}"),
    # inspector
    "inspect.title": ("检视", "inspect"),
    "inspect.host": ("报文", "Host"),
    "inspect.serial": ("串口", "Serial"),
    "inspect.journal": ("流水", "Journal"),
    "inspect.effects": ("动作", "Effects"),
    "inspect.empty.host": (
        "终端与银行之间的每条报文会在这里逐域显示，卡号已屏蔽。",
        "Every message between terminal and bank appears here field by field, cards masked.",
    ),
    "inspect.empty.serial": (
        "送往打印机的字节和它的应答会在这里显示。",
        "The bytes to the printer and its answers appear here.",
    ),
    "inspect.empty.journal": (
        "每条落盘的流水记录会在这里显示。",
        "Every record made durable in the journal appears here.",
    ),
    "inspect.empty.effects": (
        "固件的每个动作及其结果会在这里显示。",
        "Every effect the firmware asks for appears here, with its answer.",
    ),
    "inspect.no_match": ("没有符合“{words}”的内容", "Nothing matches “{words}”"),
    "inspect.pause": ("空格 暂停", "space pause"),
    "inspect.resume": ("空格 继续 +{more}", "space resume +{more}"),
    "inspect.filter": ("/ 筛选", "/ filter"),
    "inspect.bytes": ("x 字节", "x bytes"),
    "inspect.copy": ("y 复制", "y copy"),
    "inspect.save": ("w 保存", "w save"),
    "inspect.link": ("j 流水", "j journal"),
    "inspect.filtering": ("筛选: {words}", "filter: {words}"),
    "inspect.copied": ("已复制 {lines} 行", "{lines} lines copied"),
    "inspect.saved": ("已保存到 {path}", "Saved to {path}"),
    "inspect.not_saved": ("未保存: {why}", "Not saved: {why}"),
    "inspect.no_link": ("流水中没有此笔", "The journal shows no such entry"),
    "inspect.bad_frame": ("无法解析: {why}", "Not decodable: {why}"),
    "inspect.ignored": ("未采用", "ignored"),
    "inspect.dropped": ("更早的 {count} 条已不保留", "{count} earlier ones are no longer kept"),
    # a served printer
    "printer.title": ("打印机", "printer"),
    "printer.keys": (
        "p 保存  ^L English  ^T 配色  ^Q 退出",
        "p save  ^L Chinese  ^T theme  ^Q quit",
    ),
    "printer.buffer": ("缓冲", "buffer"),
    "printer.in": ("收", "in"),
    "printer.out": ("发", "out"),
    "printer.lost": ("丢失", "lost"),
    "printer.slips": ("凭证", "slips"),
    "printer.ways": ("地址", "reached at"),
    "printer.commands": ("最近的指令", "last commands"),
    "printer.not_plugged": ("接不上: {why}", "It cannot be plugged in: {why}"),
    # tabs of a small window
    "tab.paper": ("纸", "Paper"),
    "tab.cards": ("卡片", "Cards"),
    "tab.inspect": ("检视", "Inspect"),
    # the window
    "small.1": ("窗口太小: {width}x{height}", "This window is too small: {width}x{height}"),
    "small.2": ("请放大到 {width}x{height} 或更大", "Make it {width}x{height} or larger"),
    "theme.now": ("配色: {name}", "Theme: {name}"),
    "theme.dark": ("深色", "dark"),
    "theme.light": ("浅色", "light"),
    "theme.contrast": ("高对比", "high contrast"),
}


def say(id: str, language: Language, /, **blanks: object) -> str:
    """The text in `language` with its blanks filled; KeyError for an id not in the table."""
    zh, en = TEXTS[id]
    words = zh if language == "zh" else en
    return words.format(**blanks) if blanks else words


def reason(error: OSError, language: Language) -> str:
    """What the system refused, for a blank of a text."""
    from drivers.refusals import refusal  # late: the screens come up without the drivers

    return refusal(error).say(language)
