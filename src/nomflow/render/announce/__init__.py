"""Announcements to send."""
