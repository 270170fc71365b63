"""What `benchmarks/compare` measures, one module for each area."""
