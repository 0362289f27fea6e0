"""What the process has done, as Prometheus reads it."""

from __future__ import annotations

from ..gateway import Gateway
from .operation import Text, operation

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@operation("GET /api/metrics", media_type="text/plain")
def metrics_get(gateway: Gateway) -> Text:
    """Requests, latencies, faults, accepted texts and deliveries, in the text format of Prometheus.

    Each process counts for itself, from its start on: where several serve one database, ask each.
    """
    return Text(gateway.metrics.text(), CONTENT_TYPE)
