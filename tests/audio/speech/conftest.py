"""What the tests of speaking share."""

from tests.support.one_voice import calls, program, stand_in

__all__ = ["calls", "program", "stand_in"]
