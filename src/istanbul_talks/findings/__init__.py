"""What validation says: findings, reports, and the catalogue of rules behind them."""
