"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long an example takes, or to think of one, says more about the machine than about the code.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
