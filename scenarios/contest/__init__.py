"""The competition (案例竞赛): roster, draw, papers, attempts, keys, boards and results as pure folds over events."""
