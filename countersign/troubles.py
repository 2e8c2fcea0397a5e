"""What keeps a terminal from working, as its own screen says it: in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from countersign.state import StateError
from drivers.chip_memory import ChipFileError
from drivers.host_server import HostServerError
from drivers.journal.errors import (
    DiskFullError,
    ForeignJournalError,
    JournalBrokenError,
    JournalCorruptError,
    JournalError,
    JournalInUseError,
    JournalIOError,
    JournalMissingError,
    NewerJournalError,
    NotAJournalError,
    NothingReadableError,
    OlderJournalError,
)
from drivers.refusals import refusal
from terminal.messages import Text, both

KNOWN = (JournalError, ChipFileError, StateError, HostServerError, OSError)
"""What may keep a terminal from working; anything else is a mistake of ours and shows as one."""

_ANOTHER = "或另选状态目录"

CHINESE: Mapping[type, str] = {
    NotAJournalError: (
        f"文件不是本程序的流水，未作任何改动：移走该文件，{_ANOTHER}；如是残余的流水，请放回整个状态目录的备份"
    ),
    NewerJournalError: f"流水由更新版本的程序写成：请用该版本启动，{_ANOTHER}",
    OlderJournalError: f"流水由旧版本的程序写成：请用该版本做完，{_ANOTHER}",
    JournalInUseError: f"流水正被另一个程序使用：请关闭它，{_ANOTHER}",
    JournalCorruptError: (
        "流水已损坏，不能交易：countersign journal verify 查看损坏之处，countersign journal "
        "export 导出可读部分；未删除任何内容"
    ),
    NothingReadableError: f"流水已损坏，一条记录也读不出：请放回整个状态目录的备份，{_ANOTHER}",
    ForeignJournalError: f"流水与本机不是一套：请放回成套的文件，{_ANOTHER}",
    JournalMissingError: "流水不见了，而安全模块记得它：请放回流水，或删除整个状态目录从头开始",
    JournalIOError: "流水不能读写：请检查磁盘和状态目录的权限，然后重新启动",
    DiskFullError: "磁盘已满：请腾出空间，然后重新启动",
    JournalBrokenError: (
        "流水未能写入，终端已停止：请检查磁盘和剩余空间，然后重新启动；最后一笔的结果届时从流水得知"
    ),
    ChipFileError: f"安全模块的文件不能使用：请放回原来的文件，{_ANOTHER}",
    HostServerError: "银行的端口不能打开：请换一个地址",
    OSError: "系统不让使用所需的文件或端口：请检查磁盘和权限，然后重新启动",
}
"""By the kind of error; which file, and where in it, stands in what is said in English."""


def said(error: BaseException) -> Text:
    """The sentence of one of `KNOWN`."""
    if isinstance(error, StateError):
        return both(error.zh, str(error))
    zh = next(CHINESE[kind] for kind in type(error).__mro__ if kind in CHINESE)
    where = f"（{error.where}）" if isinstance(error, JournalCorruptError) else ""
    en = refusal(error).say("en") if isinstance(error, OSError) else str(error)
    return both(zh + where, en)


def mistake(error: BaseException, path: str) -> Text:
    """The terminal has stopped by a mistake of ours; `path` is where its story is, '' for none."""
    kind = type(error).__name__
    zh = f"终端自身出错停止（{kind}），已记录的都在。请断电再通电"
    en = (
        f"the terminal has stopped by a mistake of its own ({kind}); what was recorded is safe. "
        "Switch it off and on"
    )
    if path:
        zh, en = f"{zh}，并报告 {path}", f"{en}, and report {path}"
    return both(zh, en)
