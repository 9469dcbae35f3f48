"""The competition's formulas: what an answer earns, who stands where, how far a branch's mean can be trusted.

`credit`, `clock` and `points` make an answer's points, `ranking` a person's score and place, `branches` a branch's
figures; `item_review`, `flags` and `elo` tell people what to look at. Nothing here knows of scenarios, a store or a
clock. Source: the design's rules, part 4.

Points are integers, tenths of a point, and are rounded once, where an answer is marked: what a rep sees at each answer
is what is added up, so his sum is right to the last digit, and the same whichever way round the answers are added.
"""
