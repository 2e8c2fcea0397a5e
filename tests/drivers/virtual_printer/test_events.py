"""Events reach their listeners in order, from one thread at a time."""

from __future__ import annotations

import threading

from drivers.virtual_printer.events import Announcer, BytesIn, PrinterEvent


def numbered(number: int) -> BytesIn:
    return BytesIn(b"%d" % number)


def test_events_wait_until_they_are_delivered() -> None:
    announcer, heard = Announcer(), list[PrinterEvent]()
    announcer.listen(heard.append)
    announcer.post(numbered(1))
    assert heard == []
    announcer.deliver()
    assert heard == [numbered(1)]


def test_an_event_posted_by_a_listener_comes_after_the_one_it_answers() -> None:
    announcer, heard = Announcer(), list[PrinterEvent]()

    def answer(event: PrinterEvent) -> None:
        heard.append(event)
        if event == numbered(1):
            announcer.post(numbered(3))
            announcer.deliver()

    announcer.listen(answer)
    announcer.post(numbered(1))
    announcer.post(numbered(2))
    announcer.deliver()
    assert heard == [numbered(1), numbered(2), numbered(3)]


def test_without_listeners_nothing_is_kept() -> None:
    announcer, heard = Announcer(), list[PrinterEvent]()
    announcer.post(numbered(1))
    announcer.listen(heard.append)
    announcer.deliver()
    assert heard == []


def test_two_threads_never_deliver_at_once_and_lose_nothing() -> None:
    announcer, heard = Announcer(), list[PrinterEvent]()
    inside = threading.Lock()

    def listener(event: PrinterEvent) -> None:
        assert inside.acquire(blocking=False), "two threads in the listener"
        heard.append(event)
        inside.release()

    def work(start: int) -> None:
        for number in range(start, start + 200):
            announcer.post(numbered(number))
            announcer.deliver()

    announcer.listen(listener)
    threads = [threading.Thread(target=work, args=(start,)) for start in (0, 1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    announcer.deliver()
    assert len(heard) == 400
