"""What every test runs under: a property has no deadline, as a busy machine is not a bug; time has tests of its own."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
