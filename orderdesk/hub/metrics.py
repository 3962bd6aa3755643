"""Measurements for Prometheus. Labels are routes, statuses and codes; never an organisation or a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The measurements of one hub process."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "orderdesk_hub_requests", "Requests answered.", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "orderdesk_hub_request_seconds", "Time to answer; long polls by themselves.", ("method", "route"),
            buckets=_SECONDS, registry=registry,
        )  # fmt: skip
        self._refused = Counter("orderdesk_hub_refused", "Requests not done.", ("code",), registry=registry)
        self._envelopes = Counter("orderdesk_hub_envelopes", "Envelopes put.", ("new",), registry=registry)
        self._bytes = Counter("orderdesk_hub_envelope_bytes", "Bytes of envelopes kept.", registry=registry)
        self._polls = Gauge("orderdesk_hub_polls", "Requests that wait for news.", registry=registry)
        self._mailboxes = Gauge("orderdesk_hub_mailboxes", "Mailboxes.", registry=registry)
        self._waiting = Gauge("orderdesk_hub_waiting", "Envelopes that wait.", registry=registry)
        self._waiting_bytes = Gauge("orderdesk_hub_waiting_bytes", "Bytes that wait.", registry=registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def refused(self, code: str) -> None:
        """A request was not done."""
        self._refused.labels(code).inc()

    def taken_in(self, size: int, *, new: bool) -> None:
        """An envelope was put."""
        self._envelopes.labels("yes" if new else "no").inc()
        if new:
            self._bytes.inc(size)

    def text(self, totals: tuple[int, int, int], polls: int) -> tuple[bytes, str]:
        """All measurements as Prometheus reads them, and their media type. `totals`: mailboxes, waiting, bytes."""
        for gauge, value in zip((self._mailboxes, self._waiting, self._waiting_bytes), totals, strict=True):
            gauge.set(value)
        self._polls.set(polls)
        return generate_latest(self._registry), CONTENT_TYPE_LATEST
