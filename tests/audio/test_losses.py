"""A loss is told when it is news."""

from player.audio.losses import AGAIN, LASTS, Losses

S = 1_000_000_000


def test_the_first_loss_and_its_end_are_told() -> None:
    losses = Losses()
    assert losses.lost(10 * S)
    assert not losses.lasts(100 * S), "once"
    assert losses.back(101 * S)
    assert not losses.back(102 * S)


def test_one_that_follows_soon_and_ends_soon_is_not() -> None:
    losses = Losses()
    losses.lost(0)
    losses.back(1 * S)
    for n in range(2, 12, 3):
        assert not losses.lost(n * S)
        assert not losses.lasts(n * S + LASTS - 1)
        assert not losses.back((n + 1) * S)


def test_one_that_follows_soon_and_lasts_is() -> None:
    losses = Losses()
    losses.lost(0)
    losses.back(1 * S)
    losses.lost(2 * S)
    assert losses.lasts(2 * S + LASTS)
    assert not losses.lasts(3 * S + LASTS)
    assert losses.back(60 * S)


def test_much_later_it_is_news_again() -> None:
    losses = Losses()
    losses.lost(0)
    losses.back(1 * S)
    assert losses.lost(2 * S + AGAIN)


def test_the_first_sound_at_all_is_no_return() -> None:
    assert not Losses().back(S)
