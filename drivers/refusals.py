"""What the system refuses, as a sentence: which file or address, why, and what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from terminal.messages import Text, both

Sentence = tuple[str, str]
"""Chinese and English, both without the name they begin with."""

_NOT_ALLOWED = (
    "不许使用：请检查权限，或另选位置",
    "may not be used: check its rights, or name another place",
)
_NO_ROOM = ("没有空间可写：请腾出空间", "finds no room on its disk: free some space")

SENTENCES: Mapping[int, Sentence] = {
    errno.ENOENT: (
        "不存在：请另选，或先建好目录",
        "is not there: name another, or make its folder first",
    ),
    errno.ENOTDIR: ("的路径穿过一个文件：请另选位置", "leads through a file: name another place"),
    errno.EISDIR: ("是目录：请指定文件", "is a folder: name a file"),
    errno.EEXIST: ("已被别的东西占用：请另选位置", "stands in the way: name another place"),
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: ("在只读的磁盘上：请另选位置", "lies on a disk that is read only: name another"),
    errno.ENAMETOOLONG: ("名称太长：请选短一些的", "is too long a name: choose a shorter one"),
    errno.ELOOP: ("的链接绕成一圈：请另选位置", "is links in a circle: name another place"),
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: ("大得放不下：请另选位置", "grows longer than it may: name another place"),
    errno.EBADF: ("没有打开：请接到文件或屏幕", "is not open: send it to a file or a screen"),
    errno.EADDRINUSE: (
        "已被另一个程序使用：请换一个地址",
        "is taken by another program: choose another address",
    ),
    errno.EADDRNOTAVAIL: (
        "不是本机的地址：请换一个",
        "is no address of this machine: choose another",
    ),
}
"""By the number of the error; any other is told in the system's own words."""


def refusal(error: OSError, where: object = "") -> Text:
    """The sentence of an error about what it names itself, else about `where`.

    An error of ours, which has no number, is a sentence already.
    """
    if error.errno is None:
        return both(str(error), str(error))
    place = error.filename or where
    zh, en = SENTENCES.get(error.errno, _unknown(error))
    return both(f"{place or '所需的文件'} {zh}", f"{place or 'a file that is needed'} {en}")


@contextmanager
def naming(where: object) -> Iterator[None]:
    """Let an error name `where`: a write's names nothing, and a file on its way another name."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            error.filename = str(where)
        raise


def cause(error: BaseException) -> str:
    """What went wrong and nothing else, for a sentence that says the rest."""
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(why).partition(" (while")[0]  # how socket goes on


def _unknown(error: OSError) -> Sentence:
    why = cause(error)
    if error.errno is not None and error.errno < 0:  # getaddrinfo's own numbers
        return f"找不到（{why}）：请检查写法", f"is not found ({why}): check how it is written"
    return f"不能使用（{why}）：请检查磁盘和权限", f"cannot be used ({why}): check disk and rights"
