"""What the reader’s browser downloads to compute."""
