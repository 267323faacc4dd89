"""Tests in which a real mouse and keyboard drive a real window, on an X server of their own."""
