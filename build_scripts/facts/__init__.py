"""The facts and checks, by subject; importing this package registers all of them, in this order."""

from . import (  # noqa: F401  # isort: skip  (the order of the facts page)
    growth,
    machines,
    owners,
    model_size,
    model_teams,
    model_executions,
    training_bridge,
    training_times,
    training_chips,
    training_growth,
    training_years_gained,
    training_three_tests,
    partnership_azure,
    partnership_openai,
    partnership_kyutai,
    correlation_coefficients,
    correlation_countries,
    correlation_checks,
    beside,
)
