"""What must hold between entries, and on the page of each: references, rings, ids, lists, what is
taught, tools, figures, first steps.
"""
