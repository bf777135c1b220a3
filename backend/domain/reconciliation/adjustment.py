"""银行存款余额调节表: from what the bank says and what the books say to the one sum that both come to (FND-02).

To the bank's balance comes what only the books know, to that of the books what only the bank knows. What was between
them before the account was first reconciled is a line of its own, with its reason. Then both are the same, always:
pairs take equal sums from both sides. What can be wrong is only what nobody has explained.
"""

from dataclasses import dataclass

from backend.domain.money import yuan
from backend.domain.reconciliation.months import NotExplained, StartNotExplained


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """The sums at the end of a month; fen, none of the four open ones below nought.

    `books_in` and `books_out` stand in the books and not at the bank; `bank_in` and `bank_out` the other way round.
    `start_fen` is by how much the bank was above the books when the account began. `explained_fen` is what the explained
    items make of the difference, `unexplained` how many items are not.
    """

    bank_fen: int
    books_fen: int
    books_in_fen: int
    books_out_fen: int
    bank_in_fen: int
    bank_out_fen: int
    start_fen: int
    start_explained: bool
    explained_fen: int
    unexplained: int

    @property
    def adjusted_bank_fen(self) -> int:
        """What the bank would say if it knew all."""
        return self.bank_fen + self.books_in_fen - self.books_out_fen

    @property
    def adjusted_books_fen(self) -> int:
        """What the books would say if they knew all."""
        return self.books_fen + self.bank_in_fen - self.bank_out_fen + self.start_fen

    @property
    def difference_fen(self) -> int:
        """The bank's balance less that of the books."""
        return self.bank_fen - self.books_fen

    @property
    def unexplained_fen(self) -> int:
        """What of the difference nobody has explained: the number that has to become nought."""
        return self.difference_fen - self.explained_fen - (self.start_fen if self.start_explained else 0)

    @property
    def agrees(self) -> bool:
        """Whether both sides come to one sum."""
        return self.adjusted_bank_fen == self.adjusted_books_fen

    def require_explained(self) -> None:
        """Raises `StartNotExplained`, `NotExplained`. Two items that cancel out are two that need a reason."""
        if self.start_fen and not self.start_explained:
            raise StartNotExplained(difference=yuan(self.start_fen))
        if self.unexplained or self.unexplained_fen or not self.agrees:
            raise NotExplained(items=self.unexplained, difference=yuan(self.unexplained_fen))
