"""What the process has done, as Prometheus reads it."""

from __future__ import annotations

from ..gateway import Gateway
from .operation import Text, operation

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@operation("GET /api/metrics", media_type="text/plain")
def metrics_get(gateway: Gateway) -> Text:
    """Requests, latencies, faults, accepted texts and deliveries, in the text format of Prometheus.

    The workers behind one port are counted together, from the start of their server on; each replica counts
    for itself.
    """
    return Text(gateway.metrics.text(), CONTENT_TYPE)
