"""The freeze: what stood when nominations closed, and the draw of the order."""
