"""The checks of an order: what blocks sending it, and what to look at again."""

from collections.abc import Mapping
from typing import Any

from orderdesk.checks.context import ActiveOrder, OrderContext
from orderdesk.checks.findings import Finding
from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.order_advice import ADVICE
from orderdesk.checks.order_needs import NEEDS
from orderdesk.checks.order_places import ORDER_FORM
from orderdesk.checks.order_reading import OrderReading, comparable_order
from orderdesk.checks.order_wording import WORDING
from orderdesk.checks.places import Form
from orderdesk.checks.shape import shape_findings

__all__ = ["ActiveOrder", "EarlierText", "OrderContext", "check_order", "comparable_order"]


def check_order(body: Mapping[str, Any], context: OrderContext) -> list[Finding]:
    """All that the checks find in the draft `body` (in the shape of `documents.order.Order`, however half filled), in
    the order of the form, what blocks first at each place. Where no finding blocks, the order can be signed.

    Never raises, whatever plain value stands anywhere in `body`.
    """
    from orderdesk.documents.order import Order

    order = OrderReading(body if isinstance(body, Mapping) else {}, context)
    findings = [finding for check in (*NEEDS, *ADVICE, *WORDING) for finding in check(order)]
    findings += shape_findings(body, Order, blocked(findings))
    return in_form_order(findings, ORDER_FORM)


def blocked(findings: list[Finding]) -> set[str]:
    """The places where one of `findings` blocks."""
    return {finding.path for finding in findings if finding.severity == "block"}


def in_form_order(findings: list[Finding], form: Form) -> list[Finding]:
    """`findings` by their place in `form`, then what blocks first."""
    return sorted(findings, key=lambda one: (form.key(one.path), one.severity != "block", one.code))
