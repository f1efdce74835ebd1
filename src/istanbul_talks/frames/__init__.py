"""Records, and the claims behind them, as tables: Arrow, and from it pandas and polars.

Arrow is the one base (extra ``arrow``); nothing of it is imported before a table is asked for.
"""
