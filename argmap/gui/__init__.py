"""The window. No class of it is made before exceptions are kept out of Qt."""

from argmap.gui.guard import install

install()
