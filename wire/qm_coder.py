"""The QM-coder: the adaptive binary arithmetic coder of ITU-T T.82 (JBIG1) and T.81, Annex D.

A decision is one bit seen in one context. Each context keeps a row of the probability table and
the bit it expects (the MPS); both together are one *state* here: row * 2 + MPS, 226 in all.
"""

from __future__ import annotations

from collections.abc import Iterable

# T.82, Table 24, the same as T.81, Table D.3:
# (Qe, next row if LPS, next row if MPS, LPS switches the MPS).
ROWS: tuple[tuple[int, int, int, int], ...] = (
    (0x5A1D, 1, 1, 1), (0x2586, 14, 2, 0), (0x1114, 16, 3, 0), (0x080B, 18, 4, 0),
    (0x03D8, 20, 5, 0), (0x01DA, 23, 6, 0), (0x00E5, 25, 7, 0), (0x006F, 28, 8, 0),
    (0x0036, 30, 9, 0), (0x001A, 33, 10, 0), (0x000D, 35, 11, 0), (0x0006, 9, 12, 0),
    (0x0003, 10, 13, 0), (0x0001, 12, 13, 0), (0x5A7F, 15, 15, 1), (0x3F25, 36, 16, 0),
    (0x2CF2, 38, 17, 0), (0x207C, 39, 18, 0), (0x17B9, 40, 19, 0), (0x1182, 42, 20, 0),
    (0x0CEF, 43, 21, 0), (0x09A1, 45, 22, 0), (0x072F, 46, 23, 0), (0x055C, 48, 24, 0),
    (0x0406, 49, 25, 0), (0x0303, 51, 26, 0), (0x0240, 52, 27, 0), (0x01B1, 54, 28, 0),
    (0x0144, 56, 29, 0), (0x00F5, 57, 30, 0), (0x00B7, 59, 31, 0), (0x008A, 60, 32, 0),
    (0x0068, 62, 33, 0), (0x004E, 63, 34, 0), (0x003B, 32, 35, 0), (0x002C, 33, 9, 0),
    (0x5AE1, 37, 37, 1), (0x484C, 64, 38, 0), (0x3A0D, 65, 39, 0), (0x2EF1, 67, 40, 0),
    (0x261F, 68, 41, 0), (0x1F33, 69, 42, 0), (0x19A8, 70, 43, 0), (0x1518, 72, 44, 0),
    (0x1177, 73, 45, 0), (0x0E74, 74, 46, 0), (0x0BFB, 75, 47, 0), (0x09F8, 77, 48, 0),
    (0x0861, 78, 49, 0), (0x0706, 79, 50, 0), (0x05CD, 48, 51, 0), (0x04DE, 50, 52, 0),
    (0x040F, 50, 53, 0), (0x0363, 51, 54, 0), (0x02D4, 52, 55, 0), (0x025C, 53, 56, 0),
    (0x01F8, 54, 57, 0), (0x01A4, 55, 58, 0), (0x0160, 56, 59, 0), (0x0125, 57, 60, 0),
    (0x00F6, 58, 61, 0), (0x00CB, 59, 62, 0), (0x00AB, 61, 63, 0), (0x008F, 61, 32, 0),
    (0x5B12, 65, 65, 1), (0x4D04, 80, 66, 0), (0x412C, 81, 67, 0), (0x37D8, 82, 68, 0),
    (0x2FE8, 83, 69, 0), (0x293C, 84, 70, 0), (0x2379, 86, 71, 0), (0x1EDF, 87, 72, 0),
    (0x1AA9, 87, 73, 0), (0x174E, 72, 74, 0), (0x1424, 72, 75, 0), (0x119C, 74, 76, 0),
    (0x0F6B, 74, 77, 0), (0x0D51, 75, 78, 0), (0x0BB6, 77, 79, 0), (0x0A40, 77, 48, 0),
    (0x5832, 80, 81, 1), (0x4D1C, 88, 82, 0), (0x438E, 89, 83, 0), (0x3BDD, 90, 84, 0),
    (0x34EE, 91, 85, 0), (0x2EAE, 92, 86, 0), (0x299A, 93, 87, 0), (0x2516, 86, 71, 0),
    (0x5570, 88, 89, 1), (0x4CA9, 95, 90, 0), (0x44D9, 96, 91, 0), (0x3E22, 97, 92, 0),
    (0x3824, 99, 93, 0), (0x32B4, 99, 94, 0), (0x2E17, 93, 86, 0), (0x56A8, 95, 96, 1),
    (0x4F46, 101, 97, 0), (0x47E5, 102, 98, 0), (0x41CF, 103, 99, 0), (0x3C3D, 104, 100, 0),
    (0x375E, 99, 93, 0), (0x5231, 105, 102, 0), (0x4C0F, 106, 103, 0), (0x4639, 107, 104, 0),
    (0x415E, 103, 99, 0), (0x5627, 105, 106, 1), (0x50E7, 108, 107, 0), (0x4B85, 109, 103, 0),
    (0x5597, 110, 109, 0), (0x504F, 111, 107, 0), (0x5A10, 110, 111, 1), (0x5522, 112, 109, 0),
    (0x59EB, 112, 111, 1),
)  # fmt: skip

_QE = tuple(row[0] for row in ROWS for _ in (0, 1))
_AFTER_MPS = tuple(row[2] * 2 + mps for row in ROWS for mps in (0, 1))
_AFTER_LPS = tuple(row[1] * 2 + (mps ^ row[3]) for row in ROWS for mps in (0, 1))

# The encoder subtracts Qe of an expected bit, or Qe + _SURPRISE of an unexpected one, from the
# interval: one look-up per decision, and a negative interval says that an LPS came.
_SURPRISE = 1 << 20
_COST = (
    tuple(qe + _SURPRISE * (state & 1) for state, qe in enumerate(_QE)),  # of coding a 0
    tuple(qe + _SURPRISE * (~state & 1) for state, qe in enumerate(_QE)),  # of coding a 1
)

_WORD_BITS = 32  # code bits are put out, and taken in, this many at a time


Runs = Iterable[tuple[int, Iterable[int]]]
"""Contexts or decisions in order: so many times 0, which mostly goes at once, then these."""
_ONE_ZERO = (0,)


class Encoder:
    """Codes decisions; contexts keep what they learned from one `flush` to the next."""

    def __init__(self, contexts: int) -> None:
        """`contexts`: how many there are; context numbers run from 0 to contexts - 1."""
        self._states = [0] * contexts
        # Cost of each decision, at context * 2 + bit: _COST of the context's state.
        self._costs = [_COST[0][0], _COST[1][0]] * contexts
        self._restart()

    def _restart(self) -> None:
        self._interval = 0x10000
        self._low = 0  # the code register C: 16 bits, and above them _pending bits of code
        self._pending = 0
        self._words: list[int] = []

    def code(self, runs: Runs) -> None:
        """Code bits in order; each decision is context * 2 + bit."""
        interval, low, pending = self._interval, self._low, self._pending
        states, costs = self._states, self._costs
        for zeros, decisions in runs:
            while True:
                if zeros:
                    shortenings = min(zeros, (interval - 0x8000) // costs[0])
                    interval -= shortenings * costs[0]
                    zeros -= shortenings
                for decision in _ONE_ZERO if zeros else decisions:
                    interval -= costs[decision]
                    if interval >= 0x8000:
                        continue
                    context = decision >> 1
                    state = states[context]
                    qe = _QE[state]
                    # T.81, Code_LPS and Code_MPS: of the two parts the larger is the MPS's.
                    if interval >= 0:
                        exchange = interval < qe
                        state = _AFTER_MPS[state]
                    else:
                        interval += _SURPRISE
                        exchange = interval >= qe
                        state = _AFTER_LPS[state]
                    if exchange:
                        low += interval
                        interval = qe
                    states[context] = state
                    costs[context * 2] = _COST[0][state]
                    costs[context * 2 + 1] = _COST[1][state]
                    doublings = 16 - interval.bit_length()
                    interval <<= doublings
                    low <<= doublings
                    pending += doublings
                    if pending >= _WORD_BITS:
                        pending -= _WORD_BITS
                        self._put_out(low >> (pending + 16))
                        low &= (1 << (pending + 16)) - 1
                if not zeros:
                    break
                zeros -= 1
        self._interval, self._low, self._pending = interval, low, pending

    def _put_out(self, word: int) -> None:
        """Append 32 code bits; a 33rd carries into the words before."""
        words = self._words
        if word >> _WORD_BITS:
            last = len(words) - 1
            while words[last] == 0xFFFFFFFF:
                words[last] = 0
                last -= 1
            words[last] += 1
        words.append(word & 0xFFFFFFFF)

    def flush(self) -> bytes:
        """End the code string and return it, without stuffing; the next one starts afresh."""
        # T.82, FLUSH: the value in the interval with the most trailing zero bits. Those are not
        # sent: a decoder reads zeros past the end.
        last = (self._low + self._interval - 1) & ~0xFFFF
        if last < self._low:
            last += 0x8000
        last <<= _WORD_BITS * 2 - 16 - self._pending
        self._put_out(last >> _WORD_BITS)
        self._put_out(last & 0xFFFFFFFF)
        code = b"".join(word.to_bytes(4, "big") for word in self._words)
        self._restart()
        return code.rstrip(b"\0")


class Decoder:
    """Takes decisions back out of a code string; contexts learn exactly as the encoder's did."""

    def __init__(self, contexts: int) -> None:
        """`contexts`: how many there are; context numbers run from 0 to contexts - 1."""
        self._states = [0] * contexts
        self._costs = [_QE[0]] * contexts
        self._expected = [0] * contexts
        self.start(b"")

    def start(self, code: bytes) -> None:
        """Begin a new code string (without stuffing); what the contexts learned stays."""
        self._code = code
        self._taken = 0
        self._interval = 0x10000
        self._window = self._take_in()  # code bits not yet used up: the code register's 16 ...
        self._ahead = _WORD_BITS - 16  # ... and below them this many more

    @property
    def rest(self) -> bytes:
        """The code bytes no decision has needed; at the end of all decisions nothing but zeros."""
        bits_needed = self._taken * 8 - self._ahead
        return self._code[(bits_needed + 7) // 8 :]

    def _take_in(self) -> int:
        """The next 32 code bits; past the end of the code they are zeros."""
        start, self._taken = self._taken, self._taken + _WORD_BITS // 8
        return int.from_bytes(self._code[start : self._taken].ljust(_WORD_BITS // 8, b"\0"), "big")

    def line(self, runs: Runs, own_mask: int) -> bytes:
        """The next bits, one a byte, as many as `runs` has contexts.

        The context of a bit is its own in `runs` or-ed with the bits decoded just before it in
        this line, the newest lowest, as far as `own_mask` covers them.
        """
        states, costs, expected = self._states, self._costs, self._expected
        interval, window, ahead = self._interval, self._window, self._ahead
        floor = max(0x8000, (window >> ahead) + 1)
        line = bytearray()
        append = line.append
        own = 0
        for zeros, contexts in runs:
            while True:
                if zeros and not own and not expected[0]:
                    shortenings = min(zeros, (interval - floor) // costs[0])
                    interval -= shortenings * costs[0]
                    line += bytes(shortenings)
                    zeros -= shortenings
                for context in _ONE_ZERO if zeros else contexts:
                    context |= own
                    interval -= costs[context]
                    if interval >= floor:
                        bit = expected[context]
                    else:
                        # T.81, Cond_LPS_exchange and Cond_MPS_exchange: as above.
                        state = states[context]
                        qe = _QE[state]
                        exchange = interval < qe
                        upper = window >> ahead >= interval
                        if upper:
                            window -= interval << ahead
                            interval = qe
                        surprise = upper is not exchange
                        bit = (state & 1) ^ surprise
                        state = _AFTER_LPS[state] if surprise else _AFTER_MPS[state]
                        states[context] = state
                        costs[context] = _QE[state]
                        expected[context] = state & 1
                        doublings = 16 - interval.bit_length()
                        interval <<= doublings
                        ahead -= doublings
                        if ahead < 0:
                            window = window << _WORD_BITS | self._take_in()
                            ahead += _WORD_BITS
                        floor = max(0x8000, (window >> ahead) + 1)
                    append(bit)
                    own = (own << 1 | bit) & own_mask
                if not zeros:
                    break
                zeros -= 1
        self._interval, self._window, self._ahead = interval, window, ahead
        return bytes(line)
