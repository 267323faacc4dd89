"""Everything between the services and the widgets that needs Qt but no window: QtCore and QtGui only."""
