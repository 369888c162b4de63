"""The sandbox: files are read in processes of their own, which may hang, crash or be taken over without further harm.

parent (`pool.Sandbox`) ── starts ──▸ template ── forks ──▸ workers. The parent hands a worker one file after another,
as an open file, and gets readings back as JSON that it checks. docs/adding.md says what holds on which system.
"""
