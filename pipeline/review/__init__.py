"""Two stored datasets are compared, and what a reviewer decides on the difference is kept and replayed."""
