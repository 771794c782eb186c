"""Settings of the random tests in this folder."""

from hypothesis import HealthCheck, settings

from tests.support.examples import examples

# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile(
    "core", deadline=None, max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("core")
