"""What the settings are called, for their dialog and for whoever looks for one."""

from typing import Final

SETTING_NAMES: Final = {
    "clinic_name": "Name of the clinic",
    "phone_day": "Phone by day",
    "phone_night": "Phone at night",
    "emergency_number": "Emergency number",
    "zone": "Time zone",
    "clinician_name": "Your name",
    "paper": "Paper",
    "print_size": "Text of patient papers",
    "twelve_hour": "Times",
    "appearance": "Colours",
    "text_percent": "Text size",
}
"""By key of the settings, in the order of the dialog; for translation."""
