"""What readers say about pages: the message that a page prepares, and the owners' queue of what
came in.
"""
