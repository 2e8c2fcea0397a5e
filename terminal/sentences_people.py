"""Sentences about the people at the terminal: a part of the table in terminal/sentences.py."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: Mapping[str, tuple[str, str]] = {
    # log-in
    "menu.log_in": ("操作员登录", "Operator log-in"),
    "log_in.title": ("操作员登录", "OPERATOR LOG-IN"),
    "log_in.number": ("操作员号", "Operator number"),
    "log_in.pin_of": ("操作员 {operator} 的密码", "PIN of operator {operator}"),
    "log_in.test_pin": (
        "测试终端: {operator} 密码 {pin}",
        "Test terminal: {operator} has PIN {pin}",
    ),
    "log_in.wrong": ("操作员号或密码错", "Wrong number or PIN"),
    "log_in.left": ("还可试 {left} 次", "Tries left: {left}"),
    "log_in.locked": ("操作员 {operator} 锁定至 {at}", "{operator} is locked until {at}"),
    "log_in.unlock": ("或由管理员 00 解锁 (8-5)", "or until 00 unlocks it (8-5)"),
    "log_in.wait": ("请等待，或用其他操作员", "Wait, or be another operator"),
    "log_in.done": ("操作员 {operator} 已登录", "Operator {operator} logged in"),
    # who may, and who lets others
    "override.SUPERVISOR": ("需主管同意", "SUPERVISOR NEEDED"),
    "override.ADMINISTRATOR": ("需管理员同意", "ADMINISTRATOR NEEDED"),
    "override.number": ("输入有权人员号 ({operator})", "Number of who may ({operator})"),
    "override.may_not": ("操作员 {operator} 无此权限", "Operator {operator} may not do this"),
    "override.cashier": ("请收银员登录 (菜单 8-1)", "A cashier logs in (menu 8-1)"),
    # operators
    "menu.own_pin": ("修改密码", "Change my PIN"),
    "menu.add_operator": ("增加操作员", "Add an operator"),
    "menu.reset_pin": ("重置密码", "Reset a PIN"),
    "menu.unlock": ("解锁操作员", "Unlock an operator"),
    "operators.add": ("增加操作员", "ADD AN OPERATOR"),
    "operators.reset": ("重置密码", "RESET A PIN"),
    "operators.unlock": ("解锁操作员", "UNLOCK AN OPERATOR"),
    "operators.known": ("操作员 {operator} 已存在", "There is an operator {operator}"),
    "operators.unknown": ("没有操作员 {operator}", "There is no operator {operator}"),
    "operators.unlocked": ("操作员 {operator} 已解锁", "Operator {operator} is unlocked"),
    "pin.title": ("修改密码", "CHANGE MY PIN"),
    "pin.new": ("{operator} 的新密码 4-8 位", "New PIN of {operator}: 4-8 digits"),
    "pin.again": ("再输一次新密码", "The new PIN once more"),
    "pin.differ": ("两次输入不同", "The two are not the same"),
    "pin.unchanged": ("密码未改", "The PIN stays as it was"),
    "pin.done": ("操作员 {operator} 密码已改", "PIN of {operator} is changed"),
    # what is open, and who forgets
    "menu.check": ("日常检查", "Daily check"),
    "menu.forgotten": ("忘签报表", "Forgotten signatures"),
    "check.title": ("日常检查", "DAILY CHECK"),
    "check.nothing": ("没有未了事项", "Nothing is open"),
    "check.unsigned": ("待签名", "Unsigned"),
    "check.upload_failed": ("签名上送失败", "Signature upload failed"),
    "check.unprinted": ("凭证未打印", "Slip not printed"),
    "check.reversal_due": ("待冲正", "Reversal due"),
    "forgotten.title": ("忘签报表", "FORGOTTEN SIGNATURES"),
    "forgotten.nothing": ("还没有要签名的交易", "Nothing had to be signed yet"),
    "forgotten.row": ("{operator}: 忘签 {count}/{asked}", "{operator}: forgot {count} of {asked}"),
    "forgotten.open": ("待签 {count}", "{count} open"),
}
