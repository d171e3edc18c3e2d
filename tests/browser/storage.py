"""A browser that keeps nothing, and one that has no room left: scripts to run before those of a
page."""

from __future__ import annotations

BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError") } });"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") };"""
