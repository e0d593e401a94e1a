"""This is where desks stay in step: sealing, trust, the hub, and rounds of pulling and pushing."""
